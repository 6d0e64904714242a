package server

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/go-chi/chi/v5"

	"drawingroom/rooms"
	"drawingroom/rooms/wire"
)

// beside is a connection that is spoken on by requests beside it.
type beside interface{ base() *posted }

// streams are the connections by requests that this node has open, by their names.
type streams struct {
	node string // its name, with which the names of its connections begin

	mu   sync.Mutex
	byID map[string]beside
}

func (s *streams) add(c beside) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byID == nil {
		s.byID = map[string]beside{}
	}
	s.byID[c.base().id] = c
}

func (s *streams) remove(c beside) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.byID, c.base().id)
}

func (s *streams) find(name string) beside {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byID[name]
}

// leave lets go of those who ask: nobody answers them any more.
func (s *streams) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.byID {
		if asked, is := c.(*polled); is {
			asked.leave()
		}
	}
}

// elsewhere says whether a name was given by another node.
func (s *streams) elsewhere(name string) bool {
	node, _, found := strings.Cut(name, "-")
	return found && node != s.node
}

// postStream opens a connection for a browser whose sockets are blocked: one that is told by a stream, or one that asks. As with a socket, the right
// to the board is asked for at the hello. Only a token in a header will do, for as long as it lasts; the origin has been checked before.
func (s *Server) postStream(w http.ResponseWriter, r *http.Request) {
	who, err := Identify(s.bearers)(r.Context(), boardID(r), bearer(r))
	if err != nil {
		s.finish(w, r, err)
		return
	}
	open, base := s.openStream, newPosted(s.streams.node, who.User, boardID(r), bearer(r), speaks(r))
	if r.URL.Query().Has("poll") {
		open = s.openPolled
	}
	free, ok := s.takePlace(w, r, who.User)
	if !ok {
		return
	}
	if base.speaks == 0 {
		beginEvents(w)
		tellEnd(w, wire.VersionClose, wire.VersionClose.Reason(0))
		free()
		return
	}
	if again := s.enterLine(r); again > 0 {
		beginEvents(w)
		tellEnd(w, wire.TryLater, wire.TryLater.Reason(again.Milliseconds()))
		free()
		return
	}
	s.sockets.Add(1)
	open(w, r, base, who, func() {
		free()
		s.sockets.Done()
	})
}

// openStream runs a connection that is told by a stream. free is called when it has ended.
func (s *Server) openStream(w http.ResponseWriter, r *http.Request, base *posted, who rooms.Identity, free func()) {
	defer free()
	let, ok := s.holds.take(s.holderOf(r, base))
	if !ok {
		writeProblem(w, errTooMany)
		return
	}
	defer let()
	conn := newStream(w, base)
	s.streams.add(conn)
	defer s.streams.remove(conn)
	if conn.begin() != nil {
		return
	}
	defer conn.finish()
	s.runPosted(r.Context(), conn, who)
}

// openPolled begins a connection that asks, and says its name. It goes on beside the request; free is called when it has ended.
func (s *Server) openPolled(w http.ResponseWriter, _ *http.Request, base *posted, who rooms.Identity, free func()) {
	conn := newPolled(base)
	s.streams.add(conn)
	go func() {
		defer free()
		defer s.streams.remove(conn)
		defer conn.leave()
		defer conn.linger()
		s.runPosted(conn.left, conn, who)
	}()
	beginEvents(w)
	_, _ = fmt.Fprintf(w, "event: open\ndata: %s\n\n", base.id) // who does not hear it does not ask, and is gone
}

// besideConn is a connection by requests as the rooms see it.
type besideConn interface {
	beside
	rooms.Conn
}

// runPosted runs a connection by requests until it ends, or ctx does.
func (s *Server) runPosted(ctx context.Context, conn besideConn, who rooms.Identity) {
	defer s.closeBroken(conn, conn.base().board)
	if err := s.rooms.Serve(ctx, conn, who, conn.base().board); err != nil {
		s.log.Debug("connection by requests ended", "board", conn.base().board, "why", err)
	}
}

// besideRoute is a route for a request beside a connection. It returns its error instead of writing it.
type besideRoute func(w http.ResponseWriter, r *http.Request, conn beside) error

// asOpener puts "is this connection yours" before a route: whoever opened it, on the board they opened it for.
func (s *Server) asOpener(next besideRoute) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := s.opened(r)
		if err == nil {
			err = next(w, r, conn)
		}
		if err == errElsewhere {
			w.Header().Set("Connection", "close") // a balancer that goes by connections finds another node for the next
		}
		s.finish(w, r, err)
	}
}

// opened finds the connection that a request names. The token that opened it is good for as long as the connection is: the room ends it when
// it is not renewed there (W16).
func (s *Server) opened(r *http.Request) (beside, error) {
	name := chi.URLParam(r, "stream")
	conn := s.streams.find(name)
	if conn != nil && conn.base().board == boardID(r) && conn.base().key == sha256.Sum256([]byte(bearer(r))) {
		return conn, nil
	}
	user, err := s.who(r)
	switch {
	case err != nil:
		return nil, err
	case s.streams.elsewhere(name):
		return nil, errElsewhere
	case conn == nil || conn.base().user != user || conn.base().board != boardID(r):
		return nil, errNoStream
	}
	return conn, nil
}

// postFrames takes what a browser says: the frames of a request are its lines, its number is in the query.
func (s *Server) postFrames(w http.ResponseWriter, r *http.Request, conn beside) error {
	n, err := strconv.ParseInt(r.URL.Query().Get("n"), 10, 64)
	if err != nil || n < 1 {
		return errForm
	}
	body, err := readBody(w, conn.base().came.of(http.MaxBytesReader(w, r.Body, laterFrame)))
	if err != nil {
		return err
	}
	expected, err := conn.base().take(n, body)
	if expected > 0 {
		w.Header().Set("Expected-Number", strconv.FormatInt(expected, 10))
	}
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// getFrames answers a browser that asks what there is after a number. Its question waits for something to come, unless too many answers of that
// browser are held open already.
func (s *Server) getFrames(w http.ResponseWriter, r *http.Request, conn beside) error {
	c, asks := conn.(*polled)
	after, err := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if !asks || err != nil || after < 0 {
		return errForm
	}
	wait := askTime
	let, held := s.holds.take(s.holderOf(r, c.posted))
	if !held {
		wait, let = 0, func() {}
	}
	frames, err := c.ask(r.Context(), after, wait)
	let()
	if err != nil {
		return err
	}
	beginEvents(w)
	if !held {
		_, _ = fmt.Fprintf(w, "retry: %d\n\n", askAgain.Milliseconds())
	}
	_ = c.tell(w, after, frames) // what is lost on the way is asked for again
	return nil
}

// holderOf says whose answer is to be held.
func (s *Server) holderOf(r *http.Request, c *posted) holder {
	return holder{c.user, bucket(s.door.proxies.client(r))}
}
