package rooms

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync/atomic"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// session is one connection. Its reader (the caller of Serve) owns the fields without a comment; what the room knows of it is in member.
type session struct {
	reg   *Registry
	conn  Conn
	who   Identity
	board board.ID
	id    wire.SessionID // immutable
	out   outbox         // locked by itself
	room  *room
	pace  pace
	first wire.ClientSecret // of the first hello

	writing writing       // atomic
	queued  atomic.Int64  // bytes of its changes that wait in the room
	gate    chan struct{} // told when they have become fewer
	waiting atomic.Bool   // the reader is made to wait: the silence is not the client's
	ended   atomic.Bool   // we have closed it, and counted why
}

// end is why a connection ends, when it is we who end it.
type end struct {
	how  wire.Close
	why  string // for the log
	hint int64  // ms, W51
}

func (e *end) Error() string { return e.how.Name + ": " + e.why }

// shut closes the connection. The first reason is the one that is told, and counted.
func (s *session) shut(how wire.Close, hint int64) {
	if !s.ended.Swap(true) {
		s.reg.count.closes.add(how.Name)
	}
	s.conn.Close(how, how.Reason(hint))
}

// read is the reader: it returns why the connection ended.
func (s *session) read(ctx context.Context) error {
	greeting := time.AfterFunc(s.reg.cfg.Limits.HelloWait, func() { s.shut(wire.Timeout, 0) })
	defer greeting.Stop()
	for {
		frame, err := s.conn.Read(ctx)
		if err != nil {
			return err
		}
		if err := s.frame(ctx, frame); err != nil {
			return err
		}
		if s.room != nil {
			greeting.Stop()
		}
	}
}

// frame does what one frame asks. What can be read before a bad message stands (W7).
func (s *session) frame(ctx context.Context, frame []byte) error {
	limits := &s.reg.cfg.Limits
	if len(frame) > limits.Frame || s.room == nil && len(frame) > limits.HelloFrame {
		return &end{how: wire.TooBig, why: "frame"}
	}
	messages, bad := wire.DecodeClientFrame(frame)
	if err := s.messages(ctx, messages); err != nil {
		return err
	}
	if bad != nil {
		return &end{how: bad.Close, why: bad.Why}
	}
	return nil
}

// messages hands them to the room in order; those that need the store or the verifier are first done here, so that the room never waits.
func (s *session) messages(ctx context.Context, messages []wire.ClientMessage) error {
	begin := 0
	for i, m := range messages {
		if act := s.asker(m); act != nil {
			if err := s.handOver(messages[begin:i]); err != nil {
				return err
			}
			if err := act(ctx); err != nil {
				return err
			}
			begin = i + 1
			continue
		}
		if s.room == nil {
			return &end{how: wire.Protocol, why: "no hello"}
		}
		pass, wait, err := s.throttle(m)
		if pass && wait == 0 && err == nil {
			continue
		}
		if early := s.handOver(messages[begin:i]); early != nil {
			return early
		}
		if begin = i; !pass {
			begin = i + 1
		}
		if err == nil {
			err = s.rest(ctx, wait)
		}
		if err != nil {
			return err
		}
	}
	return s.handOver(messages[begin:])
}

// asker returns what to do for a message that is not the room's alone; nil: it is.
func (s *session) asker(m wire.ClientMessage) func(context.Context) error {
	switch m := m.(type) {
	case wire.Hello:
		return func(ctx context.Context) error { return s.hello(ctx, m) }
	case wire.Adopt:
		return func(ctx context.Context) error { return s.adopt(ctx, m) }
	case wire.Token:
		return func(ctx context.Context) error { return s.renew(ctx, m) }
	}
	return nil
}

// handOver posts messages to the room, and waits while too much of this connection's waits there.
func (s *session) handOver(messages []wire.ClientMessage) error {
	if s.room == nil || len(messages) == 0 {
		return nil
	}
	if !s.room.post(heard{s, messages}) {
		return s.room.why()
	}
	for s.queued.Load() > int64(s.reg.cfg.Limits.QueuedBytes) {
		if err := s.waitAtGate(); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) waitAtGate() error {
	s.waiting.Store(true)
	defer s.waiting.Store(false)
	select {
	case <-s.gate:
		return nil
	case <-s.room.ended:
		return s.room.why()
	}
}

// hello joins, the first time or anew (W10). The reader waits until the room has let it in, so nothing overtakes the welcome.
func (s *session) hello(ctx context.Context, m wire.Hello) error {
	if s.room != nil && m.Client != s.first {
		return &end{how: wire.Protocol, why: "hello of another client"}
	}
	if err := s.pay(ctx); err != nil {
		return err
	}
	entry, err := s.enter(ctx, m.Client)
	if err != nil {
		return err
	}
	if s.room == nil {
		room, err := s.reg.acquire(ctx, s.board)
		if err != nil {
			return refuseEntry(err)
		}
		s.room, s.first = room, m.Client
		s.pace.grant(s.reg.cfg.Limits.ReplayBurst)
	}
	in := make(chan error, 1)
	if !s.room.post(joining{s: s, entry: entry, at: m.At, who: s.who, in: in}) {
		return s.room.why()
	}
	select {
	case err := <-in:
		return err
	case <-s.room.ended:
		return s.room.why()
	}
}

// adopt registers another page load of the same user (W11).
func (s *session) adopt(ctx context.Context, m wire.Adopt) error {
	if s.room == nil {
		return &end{how: wire.Protocol, why: "no hello"}
	}
	if err := s.pay(ctx); err != nil {
		return err
	}
	answer := wire.Adopted{Client: m.Client}
	entry, err := s.reg.cfg.Store.Enter(ctx, s.board, s.who.User, secretHash(m.Client))
	switch {
	case errors.Is(err, board.ErrClient):
		answer.Refused = wire.ClientTaken.Name
	case err != nil:
		return refuseEntry(err)
	default:
		answer.As, answer.N = entry.Client, entry.LastN
	}
	if !s.room.post(adopting{s, answer}) {
		return s.room.why()
	}
	return nil
}

// renew takes a new token of the same user (W16).
func (s *session) renew(ctx context.Context, m wire.Token) error {
	if err := s.pay(ctx); err != nil {
		return err
	}
	if s.reg.cfg.Verify == nil {
		return &end{how: wire.TokenExpired, why: "no verifier"}
	}
	who, err := s.reg.cfg.Verify(ctx, s.board, m.Token)
	if err != nil || who.User != s.who.User {
		return &end{how: wire.TokenExpired, why: "renewal"}
	}
	s.who = who
	if s.room != nil && !s.room.post(renewed{s, who}) {
		return s.room.why()
	}
	return nil
}

func (s *session) enter(ctx context.Context, client wire.ClientSecret) (board.Entry, error) {
	entry, err := s.reg.cfg.Store.Enter(ctx, s.board, s.who.User, secretHash(client))
	if err != nil {
		return entry, refuseEntry(err)
	}
	return entry, nil
}

// refuseEntry says how a connection ends that could not be let in.
func refuseEntry(err error) error {
	var e *end
	switch {
	case errors.As(err, &e):
		return e
	case errors.Is(err, board.ErrNoBoard):
		return &end{how: wire.NoBoard, why: err.Error()}
	case errors.Is(err, board.ErrClient):
		return &end{how: wire.ClientTaken, why: err.Error()}
	case errors.Is(err, board.ErrQuarantined):
		return &end{how: wire.Quarantined, why: err.Error()}
	case errors.Is(err, board.ErrTrashed):
		return &end{how: wire.Trashed, why: err.Error()}
	case errors.Is(err, board.ErrUnreadable): // it will not be another one soon, and each try reads all of it
		return &end{how: wire.TryLater, why: err.Error(), hint: 30_000}
	}
	return &end{how: wire.TryLater, why: err.Error(), hint: 2000}
}

func secretHash(c wire.ClientSecret) [32]byte { return sha256.Sum256([]byte(c)) }
