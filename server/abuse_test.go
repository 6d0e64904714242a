package server

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms"
)

// speak writes bytes to the server as no HTTP client would, and returns the status of the first answer; 0: it hung up without one.
func (k *kit) speak(write func(io.Writer)) int {
	k.t.Helper()
	c, err := net.Dial("tcp", k.host)
	if err != nil {
		k.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(patience))
	go write(c)
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		if ne, is := err.(net.Error); is && ne.Timeout() {
			k.t.Fatal("the server holds the connection")
		}
		return 0
	}
	res.Body.Close()
	return res.StatusCode
}

// C34: what is too large or too slow is turned away, and the server goes on.
func TestOversizeAndSlowRequests(t *testing.T) {
	k := newKit(t)
	head := "GET /livez HTTP/1.1\r\nHost: " + k.host + "\r\n"
	for _, row := range []struct {
		name string
		want int
		say  func(io.Writer)
	}{
		{"a header of 24 KiB", 431, func(w io.Writer) { fmt.Fprintf(w, "%sX-Long: %s\r\n\r\n", head, strings.Repeat("x", 24<<10)) }},
		{"ten thousand headers", 431, func(w io.Writer) {
			io.WriteString(w, head+strings.Repeat("X: y\r\n", 10_000)+"\r\n")
		}},
		{"an address of 24 KiB", 431, func(w io.Writer) { fmt.Fprintf(w, "GET /%s HTTP/1.1\r\nHost: x\r\n\r\n", strings.Repeat("x", 24<<10)) }},
		{"two lengths", 400, func(w io.Writer) {
			io.WriteString(w, "POST /api/v1/guests HTTP/1.1\r\nHost: "+k.host+"\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}")
		}},
		{"two hosts", 400, func(w io.Writer) { io.WriteString(w, head+"Host: evil.example\r\n\r\n") }},
		{"no host", 400, func(w io.Writer) { io.WriteString(w, "GET /livez HTTP/1.1\r\n\r\n") }},
		{"a body without end", 413, func(w io.Writer) {
			io.WriteString(w, "POST /api/v1/guests HTTP/1.1\r\nHost: "+k.host+"\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
			for range 1000 {
				if _, err := io.WriteString(w, "400\r\n"+strings.Repeat(" ", 0x400)+"\r\n"); err != nil {
					return
				}
			}
		}},
		{"a head that never ends", 0, func(w io.Writer) { io.WriteString(w, head+"X-Slow: ") }}, // dropped after headerTime
		{"not HTTP", 400, func(w io.Writer) { io.WriteString(w, "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n") }},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := k.speak(row.say); got != row.want {
				t.Errorf("%d, want %d", got, row.want)
			}
		})
	}
}

// frame is a WebSocket frame of any shape: first is the byte of flags and opcode; masked as a client must.
func frame(first byte, payload string, masked bool) []byte {
	b := []byte{first}
	length, mask := len(payload), byte(0)
	if masked {
		mask = 0x80
	}
	if length < 126 {
		b = append(b, mask|byte(length))
	} else {
		b = binary.BigEndian.AppendUint16(append(b, mask|126), uint16(length))
	}
	if masked {
		b = append(b, 0, 0, 0, 0)
	}
	return append(b, payload...)
}

// Frames that break RFC 6455 itself close the connection with its codes, and hurt nobody.
func TestBrokenWebSocketFrames(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada := k.guest("Ada")
	made := ada.board("x")
	watcher, _ := ada.open(made.ID)
	const text, binaryFrame, cont, ping, closing, fin = 0x1, 0x2, 0x0, 0x9, 0x8, 0x80
	for i, row := range []struct {
		name string
		send [][]byte
		want uint16 // 0: the connection just ends
	}{
		{"not masked", [][]byte{frame(fin|text, `[{"t":"beat"}]`, false)}, 1001}, // the library gives up without a word, so the room says goodbye
		{"a reserved bit", [][]byte{frame(fin|0x40|text, `[{"t":"beat"}]`, true)}, 1002},
		{"a reserved opcode", [][]byte{frame(fin|0x3, `x`, true)}, 1002},
		{"a reserved control opcode", [][]byte{frame(fin|0xB, ``, true)}, 1002},
		{"a long ping", [][]byte{frame(fin|ping, strings.Repeat("x", 126), true)}, 1002},
		{"a ping in parts", [][]byte{frame(ping, `x`, true)}, 1002},
		{"a continuation of nothing", [][]byte{frame(fin|cont, `x`, true)}, 1002},
		{"a message within a message", [][]byte{frame(text, `[`, true), frame(fin|text, `[]`, true)}, 1002},
		{"a close of one byte", [][]byte{frame(fin|closing, "\x03", true)}, 1002},
		{"a close with a code that cannot be sent", [][]byte{frame(fin|closing, "\x03\xed", true)}, 1002},
		{"a binary message in parts", [][]byte{frame(binaryFrame, `x`, true), frame(fin|cont, `x`, true)}, 4500},
		{"a hello in nine thousand parts", nineThousandParts(), 4501},
	} {
		t.Run(row.name, func(t *testing.T) {
			if got := ada.sayRaw(made, row.send); got != row.want {
				t.Errorf("closed with %d, want %d", got, row.want)
			}
			watcher.put(i+1, fmt.Sprintf("marker-%04d", i))
			watcher.item(int64(i + 1))
		})
	}
}

func nineThousandParts() [][]byte {
	parts := [][]byte{frame(0x1, "[", true)}
	for range 9000 {
		parts = append(parts, frame(0, " ", true))
	}
	return parts
}

// sayRaw upgrades by hand, sends the frames and returns the code of the close.
func (p *person) sayRaw(made linkBody, frames [][]byte) uint16 {
	p.t.Helper()
	c, err := net.Dial("tcp", p.host)
	if err != nil {
		p.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(patience))
	fmt.Fprintf(c, "GET /api/v1/boards/%s/socket HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: drawingroom.v1, jwt.%s\r\n\r\n",
		made.ID, p.host, p.base, p.token())
	in := bufio.NewReader(c)
	res, err := http.ReadResponse(in, nil)
	if err != nil || res.StatusCode != http.StatusSwitchingProtocols {
		p.t.Fatalf("%v, %v", res, err)
	}
	go func() {
		for _, f := range frames {
			if _, err := c.Write(f); err != nil {
				return
			}
		}
	}()
	for {
		var head [2]byte
		if _, err := io.ReadFull(in, head[:]); err != nil {
			return 0
		}
		payload := make([]byte, head[1]&0x7f) // all that is said before a welcome is short
		if _, err := io.ReadFull(in, payload); err != nil {
			return 0
		}
		if head[0] == 0x88 && len(payload) >= 2 {
			return binary.BigEndian.Uint16(payload)
		}
	}
}
