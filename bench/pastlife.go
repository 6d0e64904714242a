package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"drawingroom/rooms/wire"
)

// perPage is how many changes one page load makes before the next: a server takes so many at once from who joins, and then slows them down.
const perPage = 4_000

// mostAhead is how many changes are sent before the first of them has been heard: more would be too much for a server to keep for one who does not read.
const mostAhead = 300

// life draws a board's life over the public interface: strokes, moves and removals, one a change.
type life struct {
	random *rand.Rand
	ids    []string
}

// live makes so many changes, and returns when the last is in the log.
func (l *life) live(ctx context.Context, p *person, r room, changes int) error {
	for done := 0; done < changes; done += perPage {
		if err := l.page(ctx, p, r, min(perPage, changes-done)); err != nil {
			return err
		}
	}
	return nil
}

// page makes what one page load does.
func (l *life) page(ctx context.Context, p *person, r room, changes int) error {
	s, welcome, err := p.enter(ctx, r, bufferSize)
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.conn.SetReadDeadline(time.Now().Add(drawTime)); err != nil {
		return err
	}
	frames := make([][]byte, 0, changes)
	for n := range changes {
		frames = append(frames, l.change(n+1))
	}
	ahead := make(chan struct{}, mostAhead)
	gone := make(chan struct{})
	defer close(gone)
	go func() {
		for _, frame := range frames {
			select {
			case ahead <- struct{}{}:
				s.write(frame)
			case <-gone:
				return
			}
		}
	}()
	for last := int64(0); last < int64(changes); {
		frame, err := s.read(nil)
		if err != nil {
			return err
		}
		if s.answered(frame) {
			continue
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			return bad
		}
		for _, m := range messages {
			switch m := m.(type) {
			case wire.Changes:
				for _, item := range m.Items {
					if item.Client == welcome.Client {
						last = item.N
						<-ahead
					}
				}
			case wire.Refused:
				return fmt.Errorf("the server refuses to be drawn on: %s %s", m.Code, m.Why)
			}
		}
	}
	return nil
}

// change is the n-th of a page load.
func (l *life) change(n int) []byte {
	dst := fmt.Appendf(nil, `[{"t":"change","n":%d,"ops":[`, n)
	switch chance := l.random.IntN(20); {
	case chance < 10 || len(l.ids) == 0:
		before := len(dst)
		dst = appendStroke(dst, l.random, n%10_000)
		l.ids = append(l.ids, string(dst[before+len(`{"op":"put","id":"`):][:16]))
	case chance < 18:
		dst = fmt.Appendf(dst, `{"op":"set","id":"%s","props":{"at":[%d,%d]}}`, l.any(), l.random.IntN(2_000_000), l.random.IntN(1_000_000))
	default:
		dst = fmt.Appendf(dst, `{"op":"remove","id":"%s"}`, l.any())
	}
	return append(dst, `]}]`...)
}

func (l *life) any() string { return l.ids[l.random.IntN(len(l.ids))] }
