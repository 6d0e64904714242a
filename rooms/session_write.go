package rooms

import (
	"context"

	"drawingroom/rooms/wire"
)

// put offers a parcel to the connection and starts its writer if it rests. full: nothing was queued.
func (s *session) put(p parcel) putting {
	limits := &s.reg.cfg.Limits
	return s.began(s.out.put(p, limits.OutboxBytes, limits.PresenceBytes))
}

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
		s.writeSince.Store(int64(s.reg.clock()))
		err := s.conn.Write(context.Background(), frame)
		s.writeSince.Store(0)
		if err != nil {
			s.out.close()
			s.conn.Close(wire.Timeout, wire.Timeout.Reason(0))
			return
		}
		s.reg.count.frames.Add(1)
		s.reg.count.bytes.Add(int64(len(frame)))
	}
}
