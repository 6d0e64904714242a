package bench

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// socket is a WebSocket spoken by hand: the load shares the machine with the server, so it must cost little of it.
// One goroutine reads; several may write.
type socket struct {
	conn  net.Conn
	in    *bufio.Reader
	mu    sync.Mutex
	out   []byte
	bytes int64 // received, framing included; of the reader
}

// dialTime bounds a handshake.
const dialTime = 30 * time.Second

// dial opens a socket. The token is offered as a subprotocol (W1).
func (t *target) dial(ctx context.Context, path, token string, buffer int) (*socket, error) {
	conn, err := (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "tcp", t.base.Host)
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn, in: bufio.NewReaderSize(conn, buffer)}
	if err := s.shake(t, path, token); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return s, nil
}

func (s *socket) shake(t *target, path, token string) error {
	key := make([]byte, 16)
	_, _ = rand.Read(key)
	if err := s.conn.SetDeadline(time.Now().Add(dialTime)); err != nil {
		return err
	}
	protocols := ""
	if token != "" {
		protocols = "Sec-WebSocket-Protocol: drawingroom.v1, jwt." + token + "\r\n"
	}
	_, err := fmt.Fprintf(s.conn, "GET %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n%s\r\n",
		path, t.base.Host, t.base.String(), base64.StdEncoding.EncodeToString(key), protocols)
	if err != nil {
		return err
	}
	answer, err := http.ReadResponse(s.in, nil)
	if err != nil {
		return err
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusSwitchingProtocols {
		return fmt.Errorf("the server does not open a socket: %s", answer.Status)
	}
	return s.conn.SetDeadline(time.Time{})
}

// The opcodes that a server sends.
const (
	opText  = 1
	opClose = 8
	opPing  = 9
)

// errClosed says that the server closed; the code follows.
var errClosed = errors.New("closed by the server")

// read returns the next text message in buf, which grows as needed.
func (s *socket) read(buf []byte) ([]byte, error) {
	for {
		var head [10]byte
		if _, err := io.ReadFull(s.in, head[:2]); err != nil {
			return buf, err
		}
		size, extra := int(head[1]&0x7f), 0
		switch size {
		case 126:
			extra = 2
		case 127:
			extra = 8
		}
		if _, err := io.ReadFull(s.in, head[2:2+extra]); err != nil {
			return buf, err
		}
		switch extra {
		case 2:
			size = int(binary.BigEndian.Uint16(head[2:]))
		case 8:
			size = int(binary.BigEndian.Uint64(head[2:]))
		}
		if size < 0 || size > 64<<20 || head[0]&0x80 == 0 {
			return buf, errors.New("the server sent a frame that nobody expects")
		}
		if cap(buf) < size {
			buf = make([]byte, size+size/2)
		}
		buf = buf[:size]
		if _, err := io.ReadFull(s.in, buf); err != nil {
			return buf, err
		}
		s.bytes += int64(2 + extra + size)
		switch head[0] & 0x0f {
		case opText:
			return buf, nil
		case opPing:
			s.send(opPing+1, buf)
		case opClose:
			code := 0
			if size >= 2 {
				code = int(binary.BigEndian.Uint16(buf))
				return buf, fmt.Errorf("%w: %d %s", errClosed, code, buf[2:])
			}
			return buf, errClosed
		}
	}
}

// write sends a text message.
func (s *socket) write(message []byte) { s.send(opText, message) }

// send writes a frame with a mask of zeros, which the protocol allows and costs nothing. What goes wrong is noticed by the reader.
func (s *socket) send(op byte, message []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.out = append(s.out[:0], 0x80|op)
	switch n := len(message); {
	case n < 126:
		s.out = append(s.out, 0x80|byte(n))
	case n < 1<<16:
		s.out = append(s.out, 0x80|126, byte(n>>8), byte(n))
	default:
		s.out = binary.BigEndian.AppendUint64(append(s.out, 0x80|127), uint64(n))
	}
	s.out = append(s.out, 0, 0, 0, 0)
	s.out = append(s.out, message...)
	_, _ = s.conn.Write(s.out)
}

// close ends the connection without ceremony.
func (s *socket) close() { _ = s.conn.Close() }
