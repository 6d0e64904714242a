package server

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coder/websocket"

	"drawingroom/rooms/wire"
)

// FuzzFrameReader: whatever bytes come after the upgrade, they are read to an end: frames within their limits, then an error, in bounded time.
func FuzzFrameReader(f *testing.F) {
	for _, c := range allFramings() {
		if all := bytes.Join(append(c.send, c.then...), nil); len(all) < 4<<10 {
			f.Add(all)
		}
	}
	f.Fuzz(func(t *testing.T, sent []byte) {
		ours, theirs := net.Pipe()
		conn := upgraded(t, ours)
		go io.Copy(io.Discard, theirs)
		go func() {
			theirs.Write(sent) // it may not be read to its end
			theirs.Close()
		}()
		begun, limit := time.Now(), firstFrame
		for {
			frame, err := conn.Read(t.Context())
			if err != nil {
				break
			}
			if len(frame) > limit || len(frame) > len(sent) {
				t.Fatalf("a frame of %d bytes out of %d", len(frame), len(sent))
			}
			limit = laterFrame
		}
		conn.cut()
		if took := time.Since(begun); took > patience {
			t.Fatalf("it took %s", took)
		}
	})
}

// upgraded is our side of a connection that has just become a WebSocket.
func upgraded(t *testing.T, c net.Conn) *socket {
	t.Helper()
	r := httptest.NewRequest("GET", "/", nil)
	for name, value := range map[string]string{
		"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
	} {
		r.Header.Set(name, value)
	}
	ws, err := websocket.Accept(hijacked{httptest.NewRecorder(), c, bufio.NewReader(c)}, r, &websocket.AcceptOptions{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	return newSocket(ws, c, wire.Newest)
}
