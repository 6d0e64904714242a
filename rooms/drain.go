package rooms

import (
	"context"
	"math/rand/v2"
	"time"

	"drawingroom/rooms/wire"
)

const restartHint = 2000 // ms, when nothing better is known

// draining: the room stops. What was taken is appended and told, then everyone is closed.
type draining struct {
	in      time.Duration // over which the members are asked to come back
	emptied time.Duration // since when everything is told; 0: it is not
}

// hint is when one of them should come back: at random, so that they do not all come at once.
func (d *draining) hint() int64 { return 1 + rand.Int64N(max(1, d.in.Milliseconds())) }

func (d *draining) happen(rm *room) {
	if rm.draining == nil {
		rm.draining = d
		rm.drainOn()
	}
}

const (
	drainWait = 2 * time.Second       // for members to read what was told last
	drainStep = 10 * time.Millisecond // between two looks whether they have
)

// drainOn looks whether everything has been appended and told, and ends the room then.
func (rm *room) drainOn() {
	d := rm.draining
	if d == nil || rm.quitting || rm.flight != nil || len(rm.asking) > 0 || len(rm.retry) > 0 || rm.saving ||
		len(rm.gathered) > 0 || len(rm.news.answered) > 0 {
		return
	}
	if d.emptied == 0 {
		d.emptied = rm.now
	}
	if rm.now-d.emptied < drainWait {
		for s := range rm.members {
			if s.out.backlog() {
				return
			}
		}
	}
	if len(rm.members) == 0 && rm.savedAt < rm.head.Seq && !rm.saveFailed {
		rm.save()
		return
	}
	for _, m := range rm.members {
		rm.expel(m, wire.Restart, d.hint())
	}
	if rm.savedAt >= rm.head.Seq || rm.saveFailed {
		rm.quit(&end{how: wire.Restart, why: "draining", hint: d.hint()})
	}
}

// Drain makes the registry ready to stop: nobody is let in any more, what was sent is made durable and told, and all members are closed with
// restart and a hint at random within in, so that they do not come back all at once. Snapshots are saved. It returns when all rooms have ended or ctx does.
func (r *Registry) Drain(ctx context.Context, in time.Duration) {
	r.mu.Lock()
	r.draining = true
	r.mu.Unlock()
	rooms := r.open()
	for _, rm := range rooms {
		rm.post(&draining{in: in})
	}
	for _, rm := range rooms {
		select {
		case <-rm.ended:
		case <-ctx.Done():
			return
		}
	}
}

// Close ends everything that runs, and returns when it has ended or ctx has. Drain first: what is under way is otherwise cut off, though never half stored.
func (r *Registry) Close(ctx context.Context) error {
	r.mu.Lock()
	r.draining = true
	r.mu.Unlock()
	rooms := r.open()
	for _, rm := range rooms {
		rm.post(closing{})
	}
	ended := make(chan struct{})
	go func() {
		for _, rm := range rooms {
			<-rm.ended
		}
		r.journal.idle.Wait()
		r.cancel()
		r.runners.Wait()
		r.writers.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		r.cancel()
		return ctx.Err()
	}
}

// closing: the room ends at once.
type closing struct{}

func (closing) happen(rm *room) {
	rm.quit(&end{how: wire.Restart, why: "closing", hint: restartHint})
}
