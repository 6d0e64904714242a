package processtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"

	"drawingroom/rooms/board"
)

// guest is somebody with a session: their cookie outlives the server's death, as a browser's does.
type guest struct {
	web   http.Client
	nodes []*node
	road  func(ctx context.Context, at int) (string, error) // to a node; nil: straight
	held  string                                            // a token, used for the next connection instead of a new one
	user  board.UserID
}

// address is where to reach a node.
func (g *guest) address(ctx context.Context, at int) (string, error) {
	if g.road != nil {
		return g.road(ctx, at)
	}
	return g.nodes[at].at(ctx)
}

// newGuest asks the first of the nodes for a session. The cookie is good on the others too, since they share the database.
func newGuest(ctx context.Context, name string, nodes ...*node) (*guest, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	g := &guest{nodes: slices.Clone(nodes), web: http.Client{Jar: jar, Timeout: patience}}
	var made struct{ ID board.UserID }
	err = g.post(ctx, 0, "/api/v1/guests", map[string]string{"name": name}, &made)
	g.user = made.ID
	return g, err
}

// post sends body as JSON to a node and reads its answer into out.
func (g *guest) post(ctx context.Context, at int, path string, body, out any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	answer, err := g.ask(ctx, at, http.MethodPost, path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if out == nil {
		return nil
	}
	return json.NewDecoder(answer.Body).Decode(out)
}

// ask asks a node. Anything but success is an error. The address is another after a restart; cookies go by the host.
func (g *guest) ask(ctx context.Context, at int, method, path string, body io.Reader) (*http.Response, error) {
	address, err := g.address(ctx, at)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, method, address+path, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Origin", address)
	request.Header.Set("Content-Type", "application/json")
	answer, err := g.web.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 500))
		answer.Body.Close()
		return nil, fmt.Errorf("%s %s: %s: %s", method, path, answer.Status, said)
	}
	return answer, nil
}

// token returns the token that is held, once, or a new one.
func (g *guest) token(ctx context.Context, at int) (string, error) {
	if held := g.held; held != "" {
		g.held = ""
		return held, nil
	}
	var minted struct{ Token string }
	return minted.Token, g.postInto(ctx, at, "/api/v1/session", &minted)
}

func (g *guest) postInto(ctx context.Context, at int, path string, out any) error {
	return g.post(ctx, at, path, struct{}{}, out)
}

// made is a board and the secret of its link.
type made struct {
	ID     board.ID
	Secret string
}

func (g *guest) makeBoard(ctx context.Context) (made, error) {
	var m made
	return m, g.post(ctx, 0, "/api/v1/boards", map[string]string{"title": "Under load"}, &m)
}

func (g *guest) join(ctx context.Context, m made) error {
	return g.post(ctx, 0, "/api/v1/boards/"+url.PathEscape(string(m.ID))+"/join", map[string]string{"secret": m.Secret}, nil)
}

// export is what a board's export says.
type export struct {
	Seq   board.Seq
	Hash  string
	State string
	Board json.RawMessage
}

func (g *guest) export(ctx context.Context, at int, id board.ID) (export, error) {
	var e export
	answer, err := g.ask(ctx, at, http.MethodGet, "/api/v1/boards/"+string(id)+"/export", nil)
	if err != nil {
		return e, err
	}
	defer answer.Body.Close()
	return e, json.NewDecoder(answer.Body).Decode(&e)
}

// history is a board's log, read over HTTP and checked: numbered from 1 without a gap, chained, each (client, n) once.
type history struct {
	rows   []board.Record
	board  *board.Board // all of it applied
	seqs   map[name]board.Seq
	states map[board.Seq]board.StateHash // of the board at some of them, as pages look at it too
}

// name is a change's: its client and its number there.
type name struct {
	client board.Client
	n      int64
}

func (g *guest) history(ctx context.Context, at int, id board.ID) (*history, error) {
	answer, err := g.ask(ctx, at, http.MethodGet, "/api/v1/boards/"+string(id)+"/log", nil)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return readHistory(id, answer.Body)
}

func newHistory() *history {
	return &history{board: board.New(), seqs: map[name]board.Seq{}, states: map[board.Seq]board.StateHash{}}
}

func readHistory(id board.ID, body io.Reader) (*history, error) {
	h := newHistory()
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var line struct {
			Seq        board.Seq
			Author     board.Author
			Client     board.Client
			N, Time    int64
			Version    int
			Salt, Hash string
			Sealed     string
			Change     json.RawMessage
			Mark       json.RawMessage
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			return nil, err
		}
		r := board.Record{Seq: line.Seq, Author: line.Author, Client: line.Client, N: line.N, Time: line.Time, Version: line.Version, Payload: line.Change}
		switch {
		case line.Sealed != "":
			r.Payload = nil
			if err := unhex(r.Sealed[:], line.Sealed); err != nil {
				return nil, err
			}
		case line.Mark != nil:
			r.Payload = line.Mark
			fallthrough
		default:
			if err := unhex(r.Salt[:], line.Salt); err != nil {
				return nil, err
			}
		}
		if err := unhex(r.Hash[:], line.Hash); err != nil {
			return nil, err
		}
		if err := h.add(id, r); err != nil {
			return nil, err
		}
	}
	return h, lines.Err()
}

func unhex(to []byte, text string) error {
	if n, err := hex.Decode(to, []byte(text)); err != nil || n != len(to) {
		return fmt.Errorf("%q is not %d bytes", text, len(to))
	}
	return nil
}

// add takes the next row of a log.
func (h *history) add(id board.ID, r board.Record) error {
	var last board.Record
	if len(h.rows) > 0 {
		last = h.rows[len(h.rows)-1]
	}
	switch who := (name{r.Client, r.N}); {
	case r.Seq != last.Seq+1:
		return fmt.Errorf("seq %d follows %d", r.Seq, last.Seq)
	case r.Hash != board.Chain(last.Hash, id, r):
		return fmt.Errorf("the chain breaks at %d", r.Seq)
	case r.Time < last.Time:
		return fmt.Errorf("time goes back at %d", r.Seq)
	case h.seqs[who] != 0:
		return fmt.Errorf("client %d's change %d is there twice, at %d and %d", r.Client, r.N, h.seqs[who], r.Seq)
	default:
		h.seqs[who] = r.Seq
	}
	change, err := r.Change()
	if err != nil {
		return fmt.Errorf("seq %d: %w", r.Seq, err)
	}
	h.board.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	h.rows = append(h.rows, r)
	if r.Seq%looks == 0 {
		h.states[r.Seq] = h.board.Hash()
	}
	return nil
}

func (h *history) head() board.Record { return h.rows[len(h.rows)-1] }
