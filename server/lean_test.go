package server

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
)

// hijacked is a ResponseWriter whose connection has sent early bytes already.
type hijacked struct {
	http.ResponseWriter
	conn net.Conn
	r    *bufio.Reader
}

func (h hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(h.r, bufio.NewWriter(h.conn)), nil
}

func TestALeanConnectionKeepsWhatCameEarly(t *testing.T) {
	for _, length := range []int{0, 1, readBuffer, 3 * readBuffer} {
		early, late := strings.Repeat("e", length), "late"
		ours, theirs := net.Pipe()
		r := bufio.NewReader(io.MultiReader(strings.NewReader(early), ours))
		if _, err := r.Peek(length); err != nil {
			t.Fatal(err)
		}
		_, brw, err := lean{hijacked{conn: ours, r: r}}.Hijack()
		if err != nil {
			t.Fatal(err)
		}
		if got := brw.Reader.Buffered(); got != length {
			t.Errorf("%d early bytes: %d stand in the buffer", length, got)
		}
		go func() {
			io.WriteString(theirs, late)
			theirs.Close()
		}()
		all, err := io.ReadAll(brw.Reader)
		if err != nil || string(all) != early+late {
			t.Errorf("%d early bytes: read %d bytes, %v", length, len(all), err)
		}
	}
}
