package bench

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

func TestQuantiles(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	var l, a, b latencies
	if l.quantile(0.5) != nil {
		t.Error("nothing was counted, yet there is a median")
	}
	times := make([]float64, 10_001)
	for i := range times {
		ms := math.Exp(r.Float64()*18 - 7) // a microsecond to a minute
		times[i] = ms
		if i%2 == 0 {
			a.add(time.Duration(ms * float64(time.Millisecond)))
		} else {
			b.add(time.Duration(ms * float64(time.Millisecond)))
		}
	}
	l.merge(&a)
	l.merge(&b)
	slices.Sort(times)
	for _, share := range []float64{0, 0.01, 0.5, 0.9, 0.99, 1} {
		want := times[int(share*float64(len(times)-1))]
		got := *l.quantile(share)
		if math.Abs(got-want) > want*0.02+0.0015 {
			t.Errorf("%g: %g ms, want %g", share, got, want)
		}
	}
}

func TestBucketsFollowEachOther(t *testing.T) {
	for us := uint64(1); us < 1<<20; us++ {
		if step := bucketOf(us) - bucketOf(us-1); step < 0 || step > 1 {
			t.Fatalf("from %d to %d µs the bucket steps by %d", us-1, us, step)
		}
	}
}
