package bench

import (
	"math/bits"
	"time"
)

// latencies counts times in buckets that are at most 1.6 % wide, so that millions of them cost a few kilobytes.
type latencies struct {
	buckets [64 * steps]uint32
	count   uint64
}

const (
	stepBits = 6
	steps    = 1 << stepBits
)

func (l *latencies) add(d time.Duration) {
	us := uint64(max(d.Microseconds(), 0))
	l.buckets[bucketOf(us)]++
	l.count++
}

// bucketOf is exact below steps, and then splits each power of two into as many steps.
func bucketOf(us uint64) int {
	if us < steps {
		return int(us)
	}
	power := bits.Len64(us) - 1
	return (power-stepBits+1)*steps + int(us>>(power-stepBits))&(steps-1)
}

// middleOf is the time in the middle of a bucket, in milliseconds.
func middleOf(bucket int) float64 {
	if bucket < steps {
		return float64(bucket) / 1000
	}
	power := bucket/steps + stepBits - 1
	width := uint64(1) << (power - stepBits)
	return (float64(uint64(1)<<power+uint64(bucket%steps)*width) + float64(width)/2) / 1000
}

func (l *latencies) merge(other *latencies) {
	for i, n := range other.buckets {
		l.buckets[i] += n
	}
	l.count += other.count
}

// quantile returns the time that a share of all stayed below, in milliseconds; nil if there are none.
func (l *latencies) quantile(share float64) *float64 {
	if l.count == 0 {
		return nil
	}
	rank := uint64(share * float64(l.count-1))
	for i, n := range l.buckets {
		if rank < uint64(n) {
			return round(middleOf(i))
		}
		rank -= uint64(n)
	}
	return nil
}
