package bench

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// load is people who send at an even pace, and listen. Message k of member m is recognised by the others when it arrives.
type load struct {
	rooms, members int           // members of each room
	interval       time.Duration // between two messages of a member
	warm, total    int           // messages of a member: those not measured, and all
	message        func(dst []byte, m, k int) []byte
	heard          func(frame []byte, each func(m, k int)) // what a frame tells, in any order
	newest         bool                                    // a later message stands for those before it, which count as delivered with it
}

// plan fills in the times of a load: two seconds to warm up, and then so long.
func (l *load) plan(interval, measured time.Duration) {
	l.interval = interval
	l.warm = int(warmUp/interval) + 1
	l.total = l.warm + max(1, int(measured/interval))
}

const (
	warmUp = 2 * time.Second
	// grace is how long the last messages may be under way.
	grace = 3 * time.Second
)

// outcome is what came of a load.
type outcome struct {
	latencies
	delivered, expected int64
	bytes               int64 // received by all members while it was measured
	cpu                 time.Duration
	cpuKnown            bool
	took                time.Duration // the measured part of the sending
}

// people is how many take part.
func (l *load) people() int { return l.rooms * l.members }

// listener is one member's receiving end.
type listener struct {
	latencies
	last      []int // of each member, the newest message heard
	delivered atomic.Int64
	bytes     int64
	err       error
}

// run sends and listens. sockets are by member; the members of a room follow each other.
func (l *load) run(ctx context.Context, t *target, sockets []*socket) (outcome, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	begin := time.Now().Add(100 * time.Millisecond)
	from := begin.Add(time.Duration(l.warm) * l.interval)
	to := begin.Add(time.Duration(l.total) * l.interval)
	sent := make([][]atomic.Int64, len(sockets))
	listeners := make([]*listener, len(sockets))
	var over atomic.Bool
	var sending, listening sync.WaitGroup
	for m, s := range sockets {
		sent[m] = make([]atomic.Int64, l.total)
		listeners[m] = &listener{last: make([]int, l.members)}
		for i := range listeners[m].last {
			listeners[m].last[i] = l.warm - 1
		}
		listening.Go(func() {
			if err := l.listen(s, m, sent, listeners[m], from, to); !over.Load() {
				listeners[m].err = err
			}
		})
		sending.Go(func() { l.send(ctx, s, m, begin, sent[m]) })
	}
	out := l.measure(ctx, t, from, to)
	sending.Wait()
	out.expected = int64(l.people()) * int64(l.members-1) * int64(l.total-l.warm)
	out.delivered = await(ctx, listeners, out.expected)
	over.Store(true)
	for _, s := range sockets {
		s.close()
	}
	listening.Wait()
	for m, heard := range listeners {
		out.latencies.merge(&heard.latencies)
		out.bytes += heard.bytes
		if heard.err != nil {
			return out, fmt.Errorf("member %d: %w", m, heard.err)
		}
	}
	return out, ctx.Err()
}

// measure takes the server's CPU time over the measured part.
func (l *load) measure(ctx context.Context, t *target, from, to time.Time) outcome {
	sleepUntil(ctx, from)
	before, err1 := t.cpu()
	started := time.Now()
	sleepUntil(ctx, to)
	after, err2 := t.cpu()
	return outcome{cpu: after - before, cpuKnown: err1 == nil && err2 == nil, took: time.Since(started)}
}

// await waits for what is still under way.
func await(ctx context.Context, listeners []*listener, expected int64) int64 {
	for end := time.Now().Add(grace); ; {
		var delivered int64
		for _, heard := range listeners {
			delivered += heard.delivered.Load()
		}
		if delivered >= expected || time.Now().After(end) || ctx.Err() != nil {
			return delivered
		}
		sleepUntil(ctx, time.Now().Add(20*time.Millisecond))
	}
}

// send keeps an even pace; the members' turns are spread over the interval. Who is late catches up, as a hand does not wait for the network.
func (l *load) send(ctx context.Context, s *socket, m int, begin time.Time, sent []atomic.Int64) {
	turn := begin.Add(l.interval * time.Duration(m) / time.Duration(l.people()))
	var message []byte
	for k := range l.total {
		sleepUntil(ctx, turn.Add(time.Duration(k)*l.interval))
		if ctx.Err() != nil {
			return
		}
		message = l.message(message[:0], m, k)
		sent[k].Store(time.Now().UnixNano())
		s.write(message)
	}
}

var (
	refused  = []byte(`"t":"refused"`)
	resync   = []byte(`"t":"resync"`)
	gap      = []byte(`"t":"gap"`)
	troubles = [][]byte{refused, resync, gap}
)

// listen hears frames until the socket is closed, and returns why. A refusal, a gap or a call to resync ends the measurement: its figures would mean nothing.
func (l *load) listen(s *socket, me int, sent [][]atomic.Int64, heard *listener, from, to time.Time) error {
	first := me / l.members * l.members // of this room
	buf := make([]byte, 0, 4<<10)
	for {
		before := s.bytes
		frame, err := s.read(buf)
		if err != nil {
			return err
		}
		buf = frame
		now := time.Now()
		if now.After(from) && now.Before(to) {
			heard.bytes += s.bytes - before
		}
		if s.answered(frame) {
			continue
		}
		for _, trouble := range troubles {
			if bytes.Contains(frame, trouble) {
				return fmt.Errorf("the server answers %.300s", frame)
			}
		}
		l.heard(frame, func(m, k int) {
			i := m - first
			if m == me || i < 0 || i >= l.members || k >= l.total || k <= heard.last[i] {
				return
			}
			arrived := 1
			if l.newest {
				arrived = k - heard.last[i]
			}
			heard.last[i] = k
			heard.delivered.Add(int64(arrived))
			heard.latencies.add(time.Duration(now.UnixNano() - sent[m][k].Load()))
		})
	}
}

func sleepUntil(ctx context.Context, at time.Time) {
	wait := time.Until(at)
	if wait <= 0 {
		return
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// tell puts an outcome into a result.
func (o *outcome) tell(r *Result, l *load) {
	r.Seconds = round(o.took.Seconds())
	r.Delivered = ptr(float64(o.delivered) / float64(max(o.expected, 1)))
	r.P50ms, r.P99ms = o.quantile(0.5), o.quantile(0.99)
	r.BytesPerMemberSecond = round(float64(o.bytes) / float64(l.people()) / o.took.Seconds())
	r.CPUPerDelivery = o.cpuPerDelivery()
	if o.cpuKnown {
		r.ServerCores = round(o.cpu.Seconds() / o.took.Seconds())
	} else {
		r.note("the server's CPU is not known: it is not a process of this machine, or --pid was not given")
	}
}

// cpuPerDelivery is in microseconds; nil if it is not known.
func (o *outcome) cpuPerDelivery() *float64 {
	if !o.cpuKnown || o.delivered == 0 {
		return nil
	}
	return round(float64(o.cpu.Microseconds()) / float64(o.delivered))
}
