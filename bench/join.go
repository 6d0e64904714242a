package bench

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// Run measures coming late to a board: from opening the socket until every byte of the state is there, unpacked. That it is the
// whole board is checked afterwards, outside the time; so is nothing of what a page then does with it.
func (c *Join) Run(ctx context.Context, out io.Writer) error {
	if c.Elements < 1 || c.Times < 1 {
		return errors.New("it takes an element and one time")
	}
	t, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer t.stop()
	people, rooms, err := t.gather(ctx, 2, 1)
	if err != nil {
		return err
	}
	if err := c.draw(ctx, people[0], rooms[0]); err != nil {
		return err
	}
	r := newResult("join")
	r.Elements, r.Times = &c.Elements, &c.Times
	r.note("seed %d; from opening the socket to the last byte, unpacked; a first join is not counted", c.Seed)
	codings := "gzip, deflate, br, zstd"
	if c.Plain {
		codings = "gzip, deflate"
	}
	times := &latencies{}
	var size int64
	how := ""
	for i := range c.Times + 1 {
		came, err := people[1].arrive(ctx, rooms[0], codings)
		if err != nil {
			return err
		}
		if came.elements != c.Elements+1 { // and the board's settings
			return fmt.Errorf("the board has %d elements, %d were drawn", came.elements-1, c.Elements)
		}
		if i > 0 {
			times.add(came.took)
			size += came.bytes
		}
		how = came.how
	}
	r.note("the last by %s", how)
	r.JoinMS, r.P99ms = times.quantile(0.5), times.quantile(0.99)
	r.JoinBytes = round(float64(size) / float64(c.Times))
	return r.write(out, c.JSON)
}

// arrival is one join.
type arrival struct {
	took     time.Duration
	bytes    int64
	elements int
	how      string
}

// arrive joins once and leaves again.
func (p *person) arrive(ctx context.Context, r room, codings string) (arrival, error) {
	begin := time.Now()
	s, welcome, err := p.enter(ctx, r, bufferSize)
	if err != nil {
		return arrival{}, err
	}
	defer s.close()
	a := arrival{how: "tail"}
	state := board.New()
	var body []byte
	if welcome.Snapshot != nil {
		if body, a.how, a.bytes, err = p.fetch(ctx, welcome.Snapshot.URL, codings); err != nil {
			return a, err
		}
	}
	frames, err := s.until(welcome)
	if err != nil {
		return a, err
	}
	a.took = time.Since(begin)
	a.bytes += s.bytes
	if body != nil {
		if state, err = board.Restored(welcome.Snapshot.Seq, body); err != nil {
			return a, err
		}
	}
	for _, items := range frames {
		for _, item := range items {
			state.Apply(board.Stamp{Seq: item.Seq, Author: item.Author}, item.Change.Ops)
		}
	}
	a.elements = state.Len()
	if state.Seq() != welcome.Head.Seq {
		return a, fmt.Errorf("the state ends at %d, the board at %d", state.Seq(), welcome.Head.Seq)
	}
	return a, nil
}

// fetch reads a snapshot as a browser does on HTTPS: it is unpacked while it comes, with decoders about as fast as a browser's. (The gzip of
// the standard library takes twice as long.)
func (p *person) fetch(ctx context.Context, path, codings string) (body []byte, how string, size int64, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.target.base.String()+path, nil)
	if err != nil {
		return nil, "", 0, err
	}
	request.Header.Set("Accept-Encoding", codings) // set by hand, so that the packed bytes are seen
	response, err := p.client.Do(request)
	if err != nil {
		return nil, "", 0, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, "", 0, fmt.Errorf("the snapshot: %s", response.Status)
	}
	packed := &counted{from: response.Body}
	var out bytes.Buffer
	out.Grow(4 * int(max(response.ContentLength, 0)))
	coding := response.Header.Get("Content-Encoding")
	err = unpack(&out, packed, coding)
	return out.Bytes(), "snapshot, " + coding, packed.bytes, err
}

// unpack reads a body that came in a coding.
func unpack(out *bytes.Buffer, packed io.Reader, coding string) error {
	switch coding {
	case "gzip":
		r, err := gzip.NewReader(bufio.NewReaderSize(packed, 64<<10))
		if err == nil {
			_, err = r.WriteTo(out)
		}
		return err
	case "zstd":
		r, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1))
		if err == nil {
			_, err = r.WriteTo(out)
			r.Close()
		}
		return err
	}
	return fmt.Errorf("the snapshot comes as %q", coding)
}

// counted counts what is read.
type counted struct {
	from  io.Reader
	bytes int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.bytes += int64(n)
	return n, err
}

// until reads the tail up to the head of the welcome.
func (s *socket) until(welcome wire.Welcome) ([][]wire.Item, error) {
	var frames [][]wire.Item
	at := board.Seq(0)
	if welcome.Snapshot != nil {
		at = welcome.Snapshot.Seq
	}
	for at < welcome.Head.Seq {
		frame, err := s.read(nil)
		if err != nil {
			return nil, err
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			return nil, bad
		}
		for _, m := range messages {
			if changes, ok := m.(wire.Changes); ok {
				frames = append(frames, changes.Items)
				at = changes.Items[len(changes.Items)-1].Seq
			}
		}
	}
	return frames, nil
}
