package server

import (
	"context"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/coder/websocket"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

const (
	// tokenPrefix begins the subprotocol entry that carries the token: a browser's script can set no other header of an upgrade.
	tokenPrefix = "jwt."
	// sendBuffer bounds what the kernel keeps for a member that does not read, in bytes. Linux doubles it and counts its own
	// bookkeeping in, so about 128 KiB are pinned at most. Left alone, it would be up to 4 MiB each.
	sendBuffer = 64 << 10
	// receiveBuffer bounds what the kernel keeps of a member that sends faster than its room takes.
	receiveBuffer = 128 << 10
)

// getSocket is the upgrade. Everything is checked before it: a request that fails is answered by HTTP and never becomes a socket.
func (s *Server) getSocket(w http.ResponseWriter, r *http.Request) {
	who, offer, err := s.admit(r)
	if err != nil {
		if answer, _ := answerFor(err); answer == errUpgrade {
			w.Header().Set("Upgrade", "websocket")
			w.Header().Set("Connection", "Upgrade")
			w.Header().Set("Sec-WebSocket-Version", "13")
		}
		s.finish(w, r, err)
		return
	}
	// A place comes before a turn: nobody can fill the line with more than the places they may have.
	free, ok := s.takePlace(w, r, who.User)
	if !ok {
		return
	}
	again := s.enterLine(r)
	conn, ok := s.accept(w, r, offer)
	if !ok {
		free()
		return
	}
	id := boardID(r)
	// A goroutine of its own, so that an idle connection holds neither the request nor the deep stack it was answered on.
	go func() {
		defer s.sockets.Done()
		defer free()
		// A browser hides the status and the headers of an upgrade that was refused: only a socket can be told that its page is too old or too
		// new (W1), or when to come again (W51).
		switch {
		case offer.version == 0:
			conn.sendAway(wire.VersionClose, 0)
		case again > 0:
			conn.sendAway(wire.TryLater, again.Milliseconds())
		default:
			s.serve(conn, who, id)
		}
	}()
}

// enterLine waits for a new connection's turn; above 0: it is not let in, and may come again after so long.
func (s *Server) enterLine(r *http.Request) (again time.Duration) {
	if again = s.line.enter(r.Context()); again > 0 {
		s.log.DebugContext(r.Context(), "sent back", "id", requestID(r.Context()), "for", again)
	} else {
		s.log.DebugContext(r.Context(), "let in", "id", requestID(r.Context()))
	}
	return again
}

// accept upgrades the connection, and counts it among those that Wait waits for.
func (s *Server) accept(w http.ResponseWriter, r *http.Request, offer offered) (conn *socket, ok bool) {
	r.Header.Set("Sec-WebSocket-Protocol", offer.protocol) // the library keeps what it finds there, and with it the token
	s.sockets.Add(1)                                       // before the upgrade: http.Server.Shutdown still waits for it, and Wait from then on
	// The library's own check of the origin is off because the door's is stricter: it compares the scheme too, and the host with a list.
	ws, err := websocket.Accept(lean{w}, r, &websocket.AcceptOptions{Subprotocols: []string{offer.protocol}, InsecureSkipVerify: true})
	if err != nil {
		s.sockets.Done()
		s.log.DebugContext(r.Context(), "upgrade failed", "id", requestID(r.Context()), "error", err)
		return nil, false
	}
	raw, _ := r.Context().Value(connKey{}).(net.Conn)
	boundBuffers(raw)
	return newSocket(ws, raw, offer.version), true
}

// serve runs a socket until it ends.
func (s *Server) serve(conn *socket, who rooms.Identity, id board.ID) {
	defer conn.cut()
	defer conn.linger()
	defer s.closeBroken(conn, id)
	if err := s.rooms.Serve(context.Background(), conn, who, id); err != nil {
		s.log.Debug("socket ended", "board", id, "why", err)
	}
}

// takePlace counts one more connection; where there is no room for it, it says so. free must be called once when it has ended.
func (s *Server) takePlace(w http.ResponseWriter, r *http.Request, user board.UserID) (free func(), ok bool) {
	free, ok = s.caps.take(bucket(s.door.proxies.client(r)), user)
	if !ok {
		s.warnOfProxy(r)
		writeProblem(w, errTooMany)
	}
	return free, ok
}

// closeBroken is deferred around a connection: a panic ends it, and nothing else.
func (s *Server) closeBroken(conn rooms.Conn, id board.ID) {
	if broke := recover(); broke != nil {
		s.log.Error("panic", "board", id, "what", broke, "stack", string(debug.Stack()))
		conn.Close(wire.Fault, wire.Fault.Reason(0))
	}
}

// admit checks an upgrade: origin, version, token.
func (s *Server) admit(r *http.Request) (rooms.Identity, offered, error) {
	offer := offers(r)
	if !s.door.admitsOrigin(r) {
		return rooms.Identity{}, offer, errOrigin
	}
	// Programs send no Origin. A browser always does; one that carries our cookie without an origin is not to be believed.
	if r.Header.Get("Origin") == "" && s.cookie(r) != "" {
		return rooms.Identity{}, offer, errOrigin
	}
	if offer.protocol == "" || !upgrades(r) {
		return rooms.Identity{}, offer, errUpgrade
	}
	who, err := Identify(s.bearers)(r.Context(), boardID(r), offer.token)
	return who, offer, err
}

// Identify returns the function that says whose token it is who comes onto a board, and until when: used at the upgrade, and by the rooms when a token
// is renewed on an open connection.
func Identify(bearers *auth.Bearers) func(ctx context.Context, id board.ID, token string) (rooms.Identity, error) {
	return func(ctx context.Context, id board.ID, token string) (rooms.Identity, error) {
		b, err := bearers.Join(ctx, token, id)
		if err != nil {
			return rooms.Identity{}, err
		}
		return rooms.Identity{User: b.User, Expires: b.Expires, Key: b.Key}, nil
	}
}

// boundBuffers bounds the kernel's buffers of one connection.
func boundBuffers(c net.Conn) {
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		return
	}
	_ = tcp.SetWriteBuffer(sendBuffer) // a kernel that will not leaves us at its own bound
	_ = tcp.SetReadBuffer(receiveBuffer)
}
