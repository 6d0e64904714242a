package rooms

import (
	"context"
	"sync/atomic"
	"time"

	"drawingroom/rooms/wire"
)

// writing is what the writer shows the room of the way down. Times are of the registry's clock.
type writing struct {
	since   atomic.Int64 // when the write under way began; 0: none
	size    atomic.Int64 // of its frame
	through atomic.Int64 // when a write last came through that had to wait
}

// heldUp is how long a write takes that had to wait for the other end to read: a write into a buffer with room takes no time, and shows nothing.
const heldUp = time.Second

// do writes a frame. One that was held up and came through is a sign of life: what lay before it has been read.
func (w *writing) do(clock func() time.Duration, frame []byte, write func([]byte) error) error {
	began := clock()
	w.size.Store(int64(len(frame)))
	w.since.Store(max(1, int64(began)))
	err := write(frame)
	w.since.Store(0)
	if now := clock(); err == nil && now-began >= heldUp {
		w.through.Store(int64(now))
	}
	return err
}

// put offers a parcel to the connection and starts its writer if it rests. full: nothing was queued.
func (s *session) put(p parcel) putting {
	limits := &s.reg.cfg.Limits
	return s.began(s.out.put(p, limits.OutboxBytes, limits.PresenceBytes))
}

func (s *session) send(frame []byte) error { return s.conn.Write(context.Background(), frame) }

// replace gives up everything that waits for p.
func (s *session) replace(p parcel) { s.began(s.out.replace(p)) }

func (s *session) began(how putting) putting {
	if how == started {
		s.reg.writers.Add(1)
		go s.write()
	}
	return how
}

// write empties the outbox and ends: an idle connection has no writer.
func (s *session) write() {
	defer s.reg.writers.Done()
	for {
		frame, behind, ok := s.out.take()
		if !ok {
			if behind {
				s.room.post(caughtUp{s})
			}
			return
		}
		if err := s.writing.do(s.reg.clock, frame, s.send); err != nil {
			s.out.close()
			s.shut(wire.Timeout, 0)
			return
		}
		s.reg.count.frames.Add(1)
		s.reg.count.bytes.Add(int64(len(frame)))
	}
}
