package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	// idleBuffer is what a quiet member reads at once, in bytes.
	idleBuffer = 512
	// dialsAtOnce is how many connections are being opened at once.
	dialsAtOnce = 32
	// calm is how long memory must stand still, and patience how long that is waited for.
	calm, patience = 5 * time.Second, 60 * time.Second
)

// Run measures the memory of quiet connections: the server's resident memory with them, less that before, by their number.
func (c *Idle) Run(ctx context.Context, out io.Writer) error {
	if c.Connections < 1 || c.PerRoom < 1 {
		return errors.New("it takes a connection, and one a room")
	}
	r := newResult("idle")
	if free := filesFree(); c.Connections > free {
		r.note("%d connections were asked for, but only %d files may be open (ulimit -n)", c.Connections, free)
		c.Connections = free
	}
	rooms := (c.Connections + c.PerRoom - 1) / c.PerRoom
	r.Connections, r.Rooms = &c.Connections, &rooms
	t, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer t.stop()
	if _, err := t.memory(); err != nil {
		return errors.New("the server's memory cannot be measured: it is not a process of this machine, or --pid was not given")
	}
	people, made, err := t.gather(ctx, min(c.PerRoom, c.Connections), rooms)
	if err != nil {
		return err
	}
	before, err := t.settled(ctx)
	if err != nil {
		return err
	}
	var lost atomic.Int64
	sockets, err := c.connect(ctx, people, made, &lost)
	if err != nil {
		return err
	}
	after, err := t.settled(ctx)
	if err != nil {
		return err
	}
	if n := lost.Load(); n > 0 {
		return fmt.Errorf("%d of %d connections were closed meanwhile", n, c.Connections)
	}
	for _, s := range sockets {
		s.close()
	}
	r.KilobytesPerConnection = round(float64(after-before) / float64(c.Connections) / 1000)
	r.note("resident memory grew from %.1f to %.1f MB; garbage not yet returned to the system is counted", float64(before)/1e6, float64(after)/1e6)
	return r.write(out, c.JSON)
}

// connect opens all connections; each answers beats until it is closed.
func (c *Idle) connect(ctx context.Context, people []*person, rooms []room, lost *atomic.Int64) ([]*socket, error) {
	sockets := make([]*socket, c.Connections)
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(dialsAtOnce)
	for i := range sockets {
		g.Go(func() error {
			s, _, err := people[i%len(people)].enter(gctx, rooms[i/c.PerRoom], idleBuffer)
			if err != nil {
				return fmt.Errorf("connection %d: %w", i+1, err)
			}
			sockets[i] = s
			go s.rest(lost)
			return nil
		})
	}
	return sockets, g.Wait()
}

// rest answers beats and forgets the rest.
func (s *socket) rest(lost *atomic.Int64) {
	buf := make([]byte, 0, 64)
	for {
		frame, err := s.read(buf)
		if err != nil {
			lost.Add(1)
			return
		}
		s.answered(frame)
		if cap(frame) <= idleBuffer {
			buf = frame
		}
	}
}

// settled returns the server's memory once it has stood still (within 1 %), or what it is when patience ends.
func (t *target) settled(ctx context.Context) (int64, error) {
	var stood int64
	since := time.Now()
	for end := since.Add(patience); ; {
		now, err := t.memory()
		if err != nil {
			return 0, err
		}
		if now < stood-stood/100 || now > stood+stood/100 {
			stood, since = now, time.Now()
		}
		if time.Since(since) >= calm || time.Now().After(end) {
			return now, nil
		}
		sleepUntil(ctx, time.Now().Add(250*time.Millisecond))
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
	}
}
