package server

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"net/http"
)

// readBuffer is what an idle connection keeps to read with, in bytes. Hands send small frames, and a larger one is read past the buffer;
// net/http would leave 4 KiB.
const readBuffer = 512

// lean is a ResponseWriter whose hijacked connection reads and writes through small buffers.
type lean struct{ http.ResponseWriter }

// Unwrap is for http.ResponseController.
func (l lean) Unwrap() http.ResponseWriter { return l.ResponseWriter }

// Hijack keeps what the client has sent already: it stands in the new buffer.
func (l lean) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, brw, err := http.NewResponseController(l.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	early, err := brw.Reader.Peek(brw.Reader.Buffered())
	if err != nil {
		return conn, brw, err
	}
	r := bufio.NewReaderSize(io.MultiReader(bytes.NewReader(bytes.Clone(early)), conn), max(readBuffer, len(early)))
	if _, err := r.Peek(len(early)); err != nil {
		return conn, brw, err
	}
	return conn, bufio.NewReadWriter(r, bufio.NewWriterSize(&gather{conn: conn}, writeBuffer)), nil
}
