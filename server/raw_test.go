package server

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"drawingroom/rooms/wire"
)

// The opcodes of RFC 6455, and the bits beside them.
const (
	opCont, opText, opBinary, opClose, opPing, opPong = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA

	fin, rsv1, rsv2, rsv3 = 0x80, 0x40, 0x20, 0x10
)

// masked is a frame as a client must send it: first is the byte of flags and opcode.
func masked(first byte, payload string) []byte {
	mask := [4]byte{0x37, 0xfa, 0x21, 0x3d}
	b := append(frameHead(first, 0x80, len(payload)), mask[:]...)
	for i := range len(payload) {
		b = append(b, payload[i]^mask[i%4])
	}
	return b
}

// frameHead is the flags, the opcode and the length, in as few bytes as it takes.
func frameHead(first, mask byte, length int) []byte {
	switch {
	case length < 126:
		return []byte{first, mask | byte(length)}
	case length <= 0xffff:
		return binary.BigEndian.AppendUint16([]byte{first, mask | 126}, uint16(length))
	default:
		return binary.BigEndian.AppendUint64([]byte{first, mask | 127}, uint64(length))
	}
}

// parts is a message in so many frames of about the same size; between comes before each but the first.
func parts(first byte, payload string, frames int, between ...[]byte) [][]byte {
	var all [][]byte
	size := max(1, (len(payload)+frames-1)/frames)
	for i := range frames {
		op, part := first, payload[min(i*size, len(payload)):min((i+1)*size, len(payload))]
		if i > 0 {
			all, op = append(all, between...), opCont
		}
		if i == frames-1 {
			op |= fin
		}
		all = append(all, masked(op, part))
	}
	return all
}

// closing is the payload of a close.
func closing(code int, reason string) string {
	return string(binary.BigEndian.AppendUint16(nil, uint16(code))) + reason
}

// rawSocket is a WebSocket spoken by hand: anything may be sent, and what comes back is told frame by frame.
type rawSocket struct {
	*person
	net.Conn
	in     *bufio.Reader
	client wire.ClientSecret
	number int64 // public, of the welcome
}

// raw asks for an upgrade in plain bytes; early ones follow it at once.
func (p *person) raw(made linkBody, early ...byte) *rawSocket {
	p.t.Helper()
	c, err := net.Dial("tcp", p.host)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { c.Close() })
	_ = c.SetDeadline(time.Now().Add(patience))
	head := fmt.Sprintf("GET /api/v1/boards/%s/socket HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: drawingroom.v1, jwt.%s\r\n\r\n",
		made.ID, p.host, p.base, p.token())
	if _, err := c.Write(append([]byte(head), early...)); err != nil {
		p.t.Fatal(err)
	}
	r := &rawSocket{person: p, Conn: c, in: bufio.NewReader(c), client: newClient()}
	res, err := http.ReadResponse(r.in, nil)
	if err != nil || res.StatusCode != http.StatusSwitchingProtocols {
		p.t.Fatalf("%v, %v", res, err)
	}
	return r
}

// join says hello and waits for the welcome.
func (r *rawSocket) join() {
	r.t.Helper()
	r.say(masked(fin|opText, fmt.Sprintf(`[{"t":"hello","client":%q}]`, r.client)))
	for r.number == 0 {
		if news := r.hear(); strings.HasPrefix(news, "close") {
			r.t.Fatalf("instead of a welcome: %s", news)
		}
	}
}

// say sends, each as a write of its own. What the server no longer takes it has answered.
func (r *rawSocket) say(frames ...[]byte) {
	for _, f := range frames {
		if _, err := r.Write(f); err != nil {
			return
		}
	}
}

// next reads a frame, which must be as a server's must: whole, with no bits that were not agreed on, not masked.
func (r *rawSocket) next() (op byte, payload []byte, err error) {
	var head [2]byte
	if _, err := io.ReadFull(r.in, head[:]); err != nil {
		return 0, nil, err
	}
	length := uint64(head[1])
	switch head[1] {
	case 126:
		var two [2]byte
		_, err = io.ReadFull(r.in, two[:])
		length = uint64(binary.BigEndian.Uint16(two[:]))
	case 127:
		var eight [8]byte
		_, err = io.ReadFull(r.in, eight[:])
		length = binary.BigEndian.Uint64(eight[:])
	}
	if err == nil && (head[0]&0xf0 != fin || length > 1<<20) {
		err = fmt.Errorf("a frame of %x with %d bytes", head, length)
	}
	if err != nil {
		return 0, nil, err
	}
	payload = make([]byte, length)
	_, err = io.ReadFull(r.in, payload)
	return head[0] & 0x0f, payload, err
}

// hear tells what comes next in words: "pong …", "close <code>", "change <n>" of its own, "refused …", "end"; "" is what concerns others.
func (r *rawSocket) hear() string {
	op, payload, err := r.next()
	var broken net.Error
	switch {
	case errors.As(err, &broken) && broken.Timeout():
		return "silence"
	case err != nil:
		return "end"
	case op == opPong:
		return "pong " + string(payload)
	case op == opClose && len(payload) == 0:
		return "close"
	case op == opClose:
		r.say(masked(fin|opClose, string(payload))) // as whoever is told goodbye answers
		return fmt.Sprint("close ", binary.BigEndian.Uint16(payload))
	case op != opText:
		return fmt.Sprintf("opcode %x", op)
	}
	return r.news(payload)
}

func (r *rawSocket) news(frame []byte) string {
	messages, bad := wire.DecodeServerFrame(frame)
	if bad != nil {
		return bad.Error()
	}
	for _, m := range messages {
		switch m := m.(type) {
		case wire.Welcome:
			r.number = int64(m.Client)
		case wire.Refused:
			return "refused " + m.Code
		case wire.Changes:
			for _, item := range m.Items {
				if int64(item.Client) == r.number {
					return fmt.Sprint("change ", item.N)
				}
			}
		}
	}
	return ""
}

// answers reads until as many answers came as are wanted, or it is over.
func (r *rawSocket) answers(want int) []string {
	var all []string
	for len(all) < want {
		if news := r.hear(); news != "" {
			all = append(all, news)
			if news == "end" || news == "silence" {
				break
			}
		}
	}
	return all
}
