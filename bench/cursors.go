package bench

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strconv"
	"time"
)

// Run measures moving hands. A move is a cursor (k, m): the k-th of member m. A position that was overtaken by a newer one of the same
// hand before it was sent on counts as delivered when the newer one arrives, since that is what the room promises (P7); latency is
// taken of the positions that did arrive.
func (c *Cursors) Run(ctx context.Context, out io.Writer) error {
	if c.Members < 2 || c.Rate <= 0 {
		return errors.New("it takes two members and a rate above 0")
	}
	if c.Members > filesFree() {
		return errors.New("not so many files may be open: raise ulimit -n")
	}
	l := &load{rooms: 1, members: c.Members, message: appendMove, heard: eachMove, newest: true}
	l.plan(time.Duration(float64(time.Second)/c.Rate), c.Time)
	r := newResult("cursors")
	r.Members, r.Rate = &c.Members, &c.Rate
	l.underFloor(ctx, &r)
	t, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer t.stop()
	o, err := l.against(ctx, t)
	if err != nil {
		return err
	}
	o.tell(&r, l)
	return r.write(out, c.JSON)
}

// against lets the load's people sign in at a server, enter their rooms, and runs it.
func (l *load) against(ctx context.Context, t *target) (outcome, error) {
	people, rooms, err := t.gather(ctx, l.members, l.rooms)
	if err != nil {
		return outcome{}, err
	}
	sockets := make([]*socket, 0, l.people())
	for m := range l.people() {
		s, _, err := people[m%l.members].enter(ctx, rooms[m/l.members], bufferSize)
		if err != nil {
			return outcome{}, err
		}
		sockets = append(sockets, s)
	}
	return l.run(ctx, t, sockets)
}

func appendMove(dst []byte, m, k int) []byte {
	dst = append(dst, `[{"t":"presence","cursor":[`...)
	dst = strconv.AppendInt(dst, int64(k), 10)
	dst = append(dst, ',')
	dst = strconv.AppendInt(dst, int64(m), 10)
	return append(dst, `]}]`...)
}

var (
	manyCursors = []byte(`"cursors":[[`)
	oneCursor   = []byte(`"cursor":[`)
)

// eachMove finds the moves in a frame: tuples of the room, or a single message as the floor relays it. It takes a fraction of what a
// decoder takes; in a room of 200, positions arrive at 800,000 a second.
func eachMove(frame []byte, each func(m, k int)) {
	for at := bytes.Index(frame, manyCursors); at >= 0; at = bytes.Index(frame, manyCursors) {
		frame = frame[at+len(manyCursors)-1:]
		for len(frame) > 0 && frame[0] == '[' {
			end := bytes.IndexByte(frame, ']')
			if end < 0 {
				return
			}
			if comma := bytes.IndexByte(frame[:end], ','); comma > 0 {
				move(frame[comma+1:end], each)
			}
			frame = frame[end+1:]
			if len(frame) > 0 && frame[0] == ',' {
				frame = frame[1:]
			}
		}
	}
	if at := bytes.Index(frame, oneCursor); at >= 0 {
		frame = frame[at+len(oneCursor):]
		if end := bytes.IndexByte(frame, ']'); end >= 0 {
			move(frame[:end], each)
		}
	}
}

// move reads "k,m".
func move(pair []byte, each func(m, k int)) {
	k, rest := leadingInt(pair)
	if len(rest) < 2 || rest[0] != ',' {
		return
	}
	m, _ := leadingInt(rest[1:])
	each(m, k)
}

func leadingInt(text []byte) (int, []byte) {
	n, i := 0, 0
	for ; i < len(text) && text[i] >= '0' && text[i] <= '9' && n < 1<<40; i++ {
		n = n*10 + int(text[i]-'0')
	}
	return n, text[i:]
}
