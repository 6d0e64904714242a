package rooms

import (
	"sync/atomic"
	"time"
)

// DurationBounds are the upper bounds, in seconds, of the parts into which durations are counted.
var DurationBounds = [...]float64{.0005, .001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10}

// durations counts how long something took. Anyone may add.
type durations struct {
	counts [len(DurationBounds) + 1]atomic.Uint64
	sum    atomic.Int64 // ns
}

// Durations are how long something took, each time. Counts are by DurationBounds, the last for all beyond.
type Durations struct {
	Counts  [len(DurationBounds) + 1]uint64 `json:"counts"`
	Seconds float64                         `json:"seconds"` // in all
}

func (d *durations) add(took time.Duration) {
	d.sum.Add(int64(took))
	part := 0
	for part < len(DurationBounds) && took.Seconds() > DurationBounds[part] {
		part++
	}
	d.counts[part].Add(1)
}

func (d *durations) read() (read Durations) {
	read.Seconds = time.Duration(d.sum.Load()).Seconds()
	for i := range d.counts {
		read.Counts[i] = d.counts[i].Load()
	}
	return read
}
