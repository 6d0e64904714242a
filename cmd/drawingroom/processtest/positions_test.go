package processtest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"

	"github.com/coder/websocket"
)

// TestC24_positions_that_are_not: a client may say any position it likes. It is told its own board from a snapshot, or its frame cannot be read and the
// connection ends with that code; the server goes on, and nothing of another board is told.
func TestC24_positions_that_are_not(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		server := onFolder(t, t.TempDir())
		server.start()
		here, there := drawnOn(ctx, t, server, 3), drawnOn(ctx, t, server, 6)
		at, other := here.pages[0].head, there.pages[0].head
		p := here.pages[0]
		position := func(epoch string, seq any, hash string) string {
			return fmt.Sprintf(`{"epoch":%q,"seq":%v,"hash":%q}`, epoch, seq, hash)
		}
		hash, none := text64(at.Hash), strings.Repeat("A", 22)
		for name, row := range map[string]struct {
			at   string
			ends bool
		}{
			"beyond the head":                 {position(at.Epoch, at.Seq+1, hash), false},
			"far beyond":                      {position(at.Epoch, int64(1)<<53-1, hash), false},
			"2^53":                            {position(at.Epoch, int64(1)<<53, hash), true},
			"2^63":                            {position(at.Epoch, "9223372036854775808", hash), true},
			"1e400":                           {position(at.Epoch, "1e400", hash), true},
			"negative":                        {position(at.Epoch, -1, hash), true},
			"the smallest":                    {position(at.Epoch, "-9223372036854775808", hash), true},
			"half":                            {position(at.Epoch, 1.5, hash), true},
			"another hash":                    {position(at.Epoch, at.Seq, none), false},
			"another hash at an earlier seq":  {position(at.Epoch, 1, none), false},
			"another epoch":                   {position("another-history0", at.Seq, hash), false},
			"another board's":                 {position(other.Epoch, other.Seq, text64(other.Hash)), false},
			"another board's, with our epoch": {position(at.Epoch, other.Seq, text64(other.Hash)), false},
			"an epoch that is none":           {position("../../etc", at.Seq, hash), true},
			"a hash that is none":             {position(at.Epoch, at.Seq, "x"), true},
			"null":                            {"null", true},
		} {
			welcome, err := p.sayHello(ctx, kind, row.at)
			var closed websocket.CloseError
			switch {
			case row.ends && (!errors.As(err, &closed) || int(closed.Code) != wire.Protocol.Code):
				t.Errorf("%s: %v, welcomed: %+v", name, err, welcome)
			case row.ends:
			case err != nil || welcome.Snapshot == nil || welcome.Head != at:
				t.Errorf("%s: %v, welcomed: %+v", name, err, welcome)
			default:
				p.ownSnapshot(ctx, t, name, *welcome.Snapshot, at)
			}
		}
		// Another board's snapshot is not to be had under this one's name.
		stolen := fmt.Sprintf("/api/v1/boards/%s/snapshots/%d-%x", here.board.ID, other.Seq, other.Hash[:])
		if _, err := p.ask(ctx, 0, http.MethodGet, stolen, nil); err == nil || !strings.Contains(err.Error(), "404") {
			t.Errorf("another board's snapshot: %v", err)
		}
		here.settle(func(p *page) { go p.live(ctx) })
		if said := server.said.text(); strings.Contains(said, "panic") {
			t.Error(said)
		}
	})
}

// text64 is a hash as the wire says it (W8).
func text64(h board.Hash) string { return base64.RawURLEncoding.EncodeToString(h[:]) }

// drawnOn is a board on which one page has drawn so much.
func drawnOn(ctx context.Context, t *testing.T, server *node, changes int) *company {
	t.Helper()
	c := gather(ctx, t, 1, straight, server)
	p, drawing := c.pages[0], newDrawing(0, uint64(changes))
	go p.live(ctx)
	for range changes {
		p.draw(ctx, 10, drawing.next(1))
	}
	if !p.until(withPatience(t, ctx, p), func() bool { return p.head.Seq == board.Seq(changes+1) }) {
		t.Fatal(p.tells())
	}
	return c
}

// sayHello says hello with a position, as another page load of the same guest, and returns how it is welcomed.
func (p *page) sayHello(ctx context.Context, kind, at string) (w wire.Welcome, err error) {
	token, err := p.token(ctx, 0)
	if err != nil {
		return w, err
	}
	address, err := p.address(ctx, 0)
	if err != nil {
		return w, err
	}
	l, err := lines[kind](ctx, address, p.id, token)
	if err != nil {
		return w, err
	}
	defer l.close()
	if err := l.say(ctx, fmt.Appendf(nil, `[{"t":"hello","client":%q,"at":%s}]`, newSecret(), at)); err != nil {
		return w, err
	}
	for {
		frame, err := l.hear(ctx)
		if err != nil {
			return w, err
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			return w, bad
		}
		if w, is := messages[0].(wire.Welcome); is {
			return w, nil
		}
	}
}

// ownSnapshot fetches what a welcome named, and compares it with what the page has.
func (p *page) ownSnapshot(ctx context.Context, t *testing.T, name string, ref wire.SnapshotRef, at board.Position) {
	t.Helper()
	fetched := newPage(p.guest, p.id, p.at)
	if err := fetched.load(ctx, ref); err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if fetched.head.Seq != at.Seq || fetched.head.Hash != at.Hash || fetched.board.Hash() != p.board.Hash() {
		t.Errorf("%s: the snapshot is at %d, of another state", name, fetched.head.Seq)
	}
}
