package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// mostPerMember is the rate that a server lets one connection keep up, in changes a second; beyond it, it slows the sender down.
const mostPerMember = 55

// held is the p99 within which a rate counts as held, in milliseconds.
const held = 100

// Run measures durable changes: from the author's send to the others' receipt, the commit included. A change puts a stroke of 12 points.
func (c *Changes) Run(ctx context.Context, out io.Writer) error {
	if c.Members < 2 || c.Rooms < 1 || c.Rate <= 0 {
		return errors.New("it takes a room, two members and a rate above 0")
	}
	if c.Rooms*c.Members > filesFree() {
		return errors.New("not so many files may be open: raise ulimit -n")
	}
	t, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer t.stop()
	if c.Most {
		return c.search(ctx, t, out)
	}
	r, err := c.measure(ctx, t, c.Rate, true)
	if err != nil {
		return err
	}
	return r.write(out, c.JSON)
}

// measure runs one rate in fresh rooms.
func (c *Changes) measure(ctx context.Context, t *target, rate float64, floor bool) (Result, error) {
	l := &load{rooms: c.Rooms, members: c.Members}
	l.message, l.heard = strokes(l.people(), 0)
	r := newResult("changes")
	r.Rooms, r.Members, r.Rate = &c.Rooms, &c.Members, &rate
	if len(t.more) > 0 {
		r.note("%d nodes; each room's members are spread over them", len(t.more)+1)
	}
	if rate > mostPerMember*float64(l.people()) {
		return r, fmt.Errorf("%d members may send %d changes a second in all: take more rooms", l.people(), mostPerMember*l.people())
	}
	l.plan(time.Duration(float64(time.Second)*float64(l.people())/rate), c.Time)
	if floor {
		l.underFloor(ctx, &r)
	}
	o, err := l.against(ctx, t)
	if err != nil {
		return r, err
	}
	o.tell(&r, l)
	if l.members > 1 {
		r.ChangesPerSecond = round(float64(o.delivered) / float64(l.members-1) / o.took.Seconds())
	}
	return r, nil
}

// search raises the rate by a third at a time until it does not hold, and tells each try; the last that held comes last.
func (c *Changes) search(ctx context.Context, t *target, out io.Writer) error {
	var best *Result
	for rate := c.Rate; ; rate *= 4.0 / 3 {
		rate = float64(int(rate))
		r, err := c.measure(ctx, t, rate, best == nil)
		if err != nil {
			if best == nil {
				return err
			}
			best.note("beyond it: %v", err)
			break
		}
		if r.P99ms == nil || *r.P99ms >= held || *r.Delivered < 0.9999 {
			r.note("this rate did not hold")
			if best == nil {
				return r.write(out, c.JSON)
			}
			if err := r.write(out, c.JSON); err != nil {
				return err
			}
			break
		}
		best = &r
		if err := r.write(out, c.JSON); err != nil {
			return err
		}
	}
	best.note("the highest rate that held with p99 below %d ms", held)
	return best.write(out, c.JSON)
}

// strokes returns how the k-th change of member m is written, and found again: its element is named after both. first is how many rounds
// of such changes the board has had before.
func strokes(people, first int) (message func(dst []byte, m, k int) []byte, heard func(frame []byte, each func(m, k int))) {
	marker := []byte(`"id":"bench-`)
	points := strings.TrimSuffix(strings.Repeat("12,-7,50,16,", 12), ",")
	message = func(dst []byte, m, k int) []byte {
		dst = append(dst, `[{"t":"change","n":`...)
		dst = strconv.AppendInt(dst, int64(k)+1, 10)
		dst = fmt.Appendf(dst, `,"step":"step-%09d","ops":[{"op":"put","id":"bench-%09d","props":{"at":[%d,%d],"colour":"ink","kind":"stroke","points":[`,
			k*people+m, (first+k)*people+m, 100*k, 1000*m)
		dst = append(dst, points...)
		return append(dst, `],"thickness":400}}]}]`...)
	}
	heard = func(frame []byte, each func(m, k int)) {
		for at := bytes.Index(frame, marker); at >= 0; at = bytes.Index(frame, marker) {
			var number int
			number, frame = leadingInt(frame[at+len(marker):])
			if k := number/people - first; k >= 0 {
				each(number%people, k)
			}
		}
	}
	return message, heard
}
