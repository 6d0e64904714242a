package server

import (
	"context"
	"net"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/coder/websocket"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

const (
	// protocol is the version of the wire this server speaks (rule W1).
	protocol = "drawingroom.v1"
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
	who, err := s.admit(r)
	if err != nil {
		if answer, _ := answerFor(err); answer == errUpgrade {
			w.Header().Set("Upgrade", "websocket")
			w.Header().Set("Connection", "Upgrade")
		}
		s.finish(w, r, err)
		return
	}
	free, ok := s.caps.take(bucket(s.door.proxies.client(r)), who.User)
	if !ok {
		s.warnOfProxy(r)
		writeProblem(w, errTooMany)
		return
	}
	r.Header.Set("Sec-WebSocket-Protocol", protocol) // the library keeps what it finds there, and with it the token
	s.sockets.Add(1)                                 // before the upgrade: http.Server.Shutdown still waits for it, and Wait from then on
	// The library's own check of the origin is off because the door's is stricter: it compares the scheme too, and the host with a list.
	ws, err := websocket.Accept(lean{w}, r, &websocket.AcceptOptions{Subprotocols: []string{protocol}, InsecureSkipVerify: true})
	if err != nil {
		free()
		s.sockets.Done()
		s.log.DebugContext(r.Context(), "upgrade failed", "id", requestID(r.Context()), "error", err)
		return
	}
	raw, _ := r.Context().Value(connKey{}).(net.Conn)
	boundBuffers(raw)
	id, conn := boardID(r), newSocket(ws, raw)
	// A goroutine of its own, so that an idle connection holds neither the request nor the deep stack it was answered on.
	go func() {
		defer s.sockets.Done()
		defer free()
		s.serve(conn, who, id)
	}()
}

// serve runs a socket until it ends.
func (s *Server) serve(conn *socket, who rooms.Identity, id board.ID) {
	defer conn.cut()
	defer func() {
		if broke := recover(); broke != nil {
			s.log.Error("panic", "board", id, "what", broke, "stack", string(debug.Stack()))
			conn.Close(wire.Fault, wire.Fault.Reason(0))
			conn.linger()
		}
	}()
	if err := s.rooms.Serve(context.Background(), conn, who, id); err != nil {
		s.log.Debug("socket ended", "board", id, "why", err)
	}
	conn.linger()
}

// admit checks an upgrade: origin, version, token.
func (s *Server) admit(r *http.Request) (rooms.Identity, error) {
	if s.draining.Load() {
		return rooms.Identity{}, errBusy
	}
	if !s.door.admitsOrigin(r) {
		return rooms.Identity{}, errOrigin
	}
	// Programs send no Origin. A browser always does; one that carries our cookie without an origin is not to be believed.
	if r.Header.Get("Origin") == "" && s.cookie(r) != "" {
		return rooms.Identity{}, errOrigin
	}
	version, token := offers(r)
	if !version || !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return rooms.Identity{}, errUpgrade
	}
	return Identify(s.tokens)(r.Context(), token)
}

// Identify returns the function that says whose token it is, and until when: used at the upgrade, and by the rooms when a token is renewed on an open connection.
func Identify(tokens *auth.Tokens) func(ctx context.Context, token string) (rooms.Identity, error) {
	return func(_ context.Context, token string) (rooms.Identity, error) {
		claims, err := tokens.Verify(token)
		if err != nil {
			return rooms.Identity{}, err
		}
		return rooms.Identity{User: claims.User, Expires: claims.Expires}, nil
	}
}

// offers reads the subprotocols: whether our version is among them, and the token. Two tokens are none.
func offers(r *http.Request) (version bool, token string) {
	seen := 0
	for entry := range strings.SplitSeq(strings.Join(r.Header.Values("Sec-WebSocket-Protocol"), ","), ",") {
		entry = strings.TrimSpace(entry)
		if entry == protocol {
			version = true
		}
		if after, is := strings.CutPrefix(entry, tokenPrefix); is {
			token, seen = after, seen+1
		}
	}
	if seen > 1 {
		return version, ""
	}
	return version, token
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
