package rooms

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"
)

// What waits in all outboxes together is told as it is, whatever happens to them.
func TestBytesThatWaitAreCounted(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	var all atomic.Int64
	boxes := make([]outbox, 4)
	for i := range boxes {
		boxes[i].all = &all
	}
	did := map[string]int{}
	for range 20_000 {
		box := &boxes[random.IntN(len(boxes))]
		some := parcel{frame: make([]byte, 2+random.IntN(300)), messages: 1, soft: random.IntN(2) == 0}
		switch kind := random.IntN(100); {
		case kind < 60:
			did["put"]++
			if box.put(some, 700, 400) == full {
				did["full"]++
			}
		case kind < 97:
			did["take"]++
			box.take()
		case kind < 99:
			did["replace"]++
			box.replace(some)
		default:
			did["close"]++
			box.close()
			*box = outbox{all: &all}
		}
		sum := 0
		for i := range boxes {
			sum += boxes[i].bytes
		}
		if all.Load() != int64(sum) {
			t.Fatalf("seed %d: told %d, and %d wait", seed, all.Load(), sum)
		}
	}
	t.Logf("seed %d: %v", seed, did)
	for _, what := range []string{"put", "full", "take", "replace", "close"} {
		if did[what] == 0 {
			t.Errorf("seed %d: there was no %s", seed, what)
		}
	}
}

func TestDurationsAreCountedByTheirBounds(t *testing.T) {
	var d durations
	for _, took := range []time.Duration{0, 500 * time.Microsecond, 501 * time.Microsecond, time.Second, time.Minute} {
		d.add(took)
	}
	read := d.read()
	if read.Counts[0] != 2 || read.Counts[1] != 1 || read.Counts[10] != 1 || read.Counts[len(DurationBounds)] != 1 || read.Seconds < 61 {
		t.Errorf("%+v", read)
	}
}
