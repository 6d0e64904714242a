package rooms

import (
	"context"
	"sync"
	"time"

	"drawingroom/rooms/board"
)

const (
	gatherBatches = 64      // boards in one append at most
	gatherBytes   = 4 << 20 // and about so many bytes
)

// order is a batch on its way into the log. done is called once with what became of it, and must not wait.
type order struct {
	batch board.Batch
	bytes int
	done  func(board.Outcome)
}

// journal makes changes durable. It appends at once when it is idle; what comes while appends are under way gathers, over all boards, and goes
// with the next one. A board has at most one order here at a time: that is the room's to keep.
type journal struct {
	store   Store
	ctx     context.Context // the server's: nobody's leaving cancels an append
	count   *counters
	writers int

	mu      sync.Mutex
	waiting []order
	running int
	idle    sync.WaitGroup
}

func (j *journal) add(o order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.waiting = append(j.waiting, o)
	if j.running < j.writers {
		j.running++
		j.idle.Go(j.write)
	}
}

// write appends until nothing waits.
func (j *journal) write() {
	for {
		orders := j.next()
		if orders == nil {
			return
		}
		batches := make([]board.Batch, len(orders))
		for i, o := range orders {
			batches[i] = o.batch
		}
		j.count.appends.Add(1)
		begun := time.Now()
		outcomes := j.append(batches)
		j.count.appendTimes.add(time.Since(begun))
		for i, o := range orders {
			o.done(outcomes[i])
		}
	}
}

// append never returns fewer outcomes than batches: a store that does has a fault, and what it did is not known.
func (j *journal) append(batches []board.Batch) []board.Outcome {
	outcomes := j.store.Append(j.ctx, batches)
	for len(outcomes) < len(batches) {
		outcomes = append(outcomes, board.Outcome{Err: board.ErrUnknown})
	}
	return outcomes
}

// next takes what has gathered: all of it, or its share when several writers may run.
func (j *journal) next() []order {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.waiting) == 0 {
		j.running--
		j.waiting = nil
		return nil
	}
	share := min((len(j.waiting)+j.writers-1)/j.writers, gatherBatches)
	n, bytes := 0, 0
	for n < share && (n == 0 || bytes < gatherBytes) {
		bytes += j.waiting[n].bytes
		n++
	}
	taken := j.waiting[:n:n]
	j.waiting = j.waiting[n:]
	return taken
}
