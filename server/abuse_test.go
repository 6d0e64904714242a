package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
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

// TestC34_oversize_and_slow_requests: what is too large or too slow is turned away, and the server goes on. Frames are in frames_test.go.
func TestC34_oversize_and_slow_requests(t *testing.T) {
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
