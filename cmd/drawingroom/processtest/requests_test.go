package processtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"drawingroom/rooms/board"

	"github.com/coder/websocket"
)

// requests carry what a page says where sockets are blocked (W53), for a line that hears in its own way. The token that opened the line is good for all of them.
type requests struct {
	web    *http.Client // of this line alone
	ctx    context.Context
	end    context.CancelFunc
	origin string
	token  string
	path   string
	queue  chan []byte
	owed   atomic.Int64 // frames that have not been answered for
}

// openRequests opens a line; how is the query of the request. What it answers begins with the event that names the line.
func openRequests(ctx context.Context, address string, id board.ID, token, how string) (*requests, *events, error) {
	q := &requests{
		web: &http.Client{Transport: &http.Transport{}}, origin: address, token: token,
		path: address + "/api/v1/boards/" + string(id) + "/streams", queue: make(chan []byte, 4096),
	}
	q.ctx, q.end = context.WithCancel(ctx)
	late := time.AfterFunc(dialTime, q.end)
	defer late.Stop()
	opened, err := q.ask(http.MethodPost, how, nil)
	if err != nil {
		q.close()
		return nil, nil, err
	}
	name, err := opened.next("open")
	if err != nil {
		opened.close()
		q.close()
		return nil, nil, err
	}
	q.path += "/" + string(name)
	go q.sayOn()
	return q, opened, nil
}

func (q *requests) ask(method, query string, body []byte) (*events, error) {
	r, err := http.NewRequestWithContext(q.ctx, method, q.path+query, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Origin", q.origin)
	r.Header.Set("Authorization", "Bearer "+q.token)
	r.Header.Set("Content-Type", "text/plain")
	answer, err := q.web.Do(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= 300 {
		answer.Body.Close()
		return nil, fmt.Errorf("%s %s: %s", method, r.URL, answer.Status)
	}
	return &events{Reader: bufio.NewReaderSize(answer.Body, 1<<16), body: answer.Body}, nil
}

func (q *requests) say(_ context.Context, frame []byte) error {
	q.owed.Add(1)
	select {
	case q.queue <- frame:
		return nil
	case <-q.ctx.Done():
		return q.ctx.Err()
	}
}

func (q *requests) idle() bool { return q.owed.Load() == 0 }

// sayOn sends what is to be said, one request at a time, each with all that waits and fits. A request that fails ends the line; if the server has ended it, it says why
// on the other way at the same time.
func (q *requests) sayOn() {
	defer time.AfterFunc(time.Second, q.end)
	for n := 1; ; n++ {
		var body []byte
		select {
		case body = <-q.queue:
		case <-q.ctx.Done():
			return
		}
		frames := int64(1)
		for ; len(q.queue) > 0 && len(body) < 128<<10; frames++ {
			body = append(append(body[:len(body):len(body)], '\n'), <-q.queue...)
		}
		taken, err := q.ask(http.MethodPost, fmt.Sprint("?n=", n), body)
		if err != nil {
			return
		}
		taken.close()
		q.owed.Add(-frames)
	}
}

func (q *requests) close() {
	q.end()
	q.web.CloseIdleConnections()
}

// streamLine hears by one answer that does not end (W52).
type streamLine struct {
	*requests
	events *events
}

func dialStream(ctx context.Context, address string, id board.ID, token string) (line, error) {
	q, opened, err := openRequests(ctx, address, id, token, "")
	if err != nil {
		return nil, err
	}
	return &streamLine{q, opened}, nil
}

func (s *streamLine) hear(ctx context.Context) ([]byte, error) {
	defer context.AfterFunc(ctx, s.end)()
	return s.events.next("")
}

func (s *streamLine) close() {
	s.requests.close()
	s.events.close()
}

// pollLine hears by asking what there is, again and again (W54).
type pollLine struct {
	*requests
	after int64
	told  *events // the answer that is being read; nil: none
}

func dialPoll(ctx context.Context, address string, id board.ID, token string) (line, error) {
	q, opened, err := openRequests(ctx, address, id, token, "?poll")
	if err != nil {
		return nil, err
	}
	opened.close()
	return &pollLine{requests: q}, nil
}

func (p *pollLine) hear(ctx context.Context) ([]byte, error) {
	defer context.AfterFunc(ctx, p.end)()
	for {
		if p.told == nil {
			var err error
			if p.told, err = p.ask(http.MethodGet, fmt.Sprint("?after=", p.after), nil); err != nil {
				return nil, err
			}
		}
		frame, err := p.told.next("")
		switch {
		case err == nil:
			p.after++
			return frame, nil
		case err != io.EOF:
			return nil, err
		}
		p.told.close()
		again := p.told.retry
		p.told = nil
		rest(ctx, again)
	}
}

// events is an event stream, as far as this server speaks it.
type events struct {
	*bufio.Reader
	body  io.Closer
	retry time.Duration // what the server asks to wait before the next question
}

// next reads up to the next event of that name. The end that the server tells is an error.
func (e *events) next(name string) ([]byte, error) {
	is := ""
	for {
		text, err := e.ReadString('\n')
		if err != nil {
			return nil, err
		}
		text = strings.TrimSuffix(text, "\n")
		if after, yes := strings.CutPrefix(text, "event: "); yes {
			is = after
		}
		data, yes := strings.CutPrefix(text, "data: ")
		switch {
		case text == "":
			is = ""
		case strings.HasPrefix(text, "retry: "):
			ms, _ := strconv.Atoi(text[len("retry: "):])
			e.retry = time.Duration(ms) * time.Millisecond
		case yes && is == "end":
			var end websocket.CloseError
			if err := json.Unmarshal([]byte(data), &end); err != nil {
				return nil, err
			}
			return nil, end
		case yes && is == name:
			return []byte(data), nil
		}
	}
}

func (e *events) close() { e.body.Close() }
