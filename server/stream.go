package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"drawingroom/rooms/wire"
)

// pad fills the head of a stream: some proxies and browsers hand nothing on before they have so many bytes.
const pad = 2 << 10

// stream is a connection as a rooms.Conn whose browser hears by one answer that does not end.
type stream struct {
	*posted
	writing sync.Mutex // held while something is sent
	out     http.ResponseWriter
	flow    *http.ResponseController
	told    bool // the answer is complete: nothing may be sent any more
}

func newStream(w http.ResponseWriter, base *posted) *stream {
	return &stream{posted: base, out: w, flow: http.NewResponseController(w)}
}

// begin sends the head of the answer, and the name that the requests beside it call it by.
func (c *stream) begin() error {
	beginEvents(c.out)
	return c.tell(fmt.Appendf(nil, ":%s\n\nevent: open\ndata: %s\n\n", bytes.Repeat([]byte(" "), pad), c.id))
}

// tell sends bytes on, within answerTime: in between there is no deadline.
func (c *stream) tell(event []byte) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if c.told {
		return errClosed
	}
	_ = c.flow.SetWriteDeadline(time.Now().Add(answerTime)) // recorders in tests have no deadline
	if _, err := c.out.Write(event); err != nil {
		return err
	}
	if err := c.flow.Flush(); err != nil {
		return err
	}
	return c.flow.SetWriteDeadline(time.Time{})
}

// Write sends a frame as one event. A frame is one line of JSON.
func (c *stream) Write(_ context.Context, frame []byte) error {
	if c.closed() {
		return errClosed
	}
	event := make([]byte, 0, len(frame)+8)
	event = append(append(append(event, "data: "...), frame...), "\n\n"...)
	return c.tell(event)
}

// Close ends the connection. The browser is told why by finish; a write that is stuck gets closeTime more.
func (c *stream) Close(end wire.Close, reason string) {
	if c.close(end, reason) {
		_ = c.flow.SetWriteDeadline(time.Now().Add(closeTime))
	}
}

// finish tells why the connection ended, if it was ended from here, and completes the answer: a write that comes later fails.
func (c *stream) finish() {
	c.writing.Lock()
	defer c.writing.Unlock()
	c.told = true
	if !c.closed() {
		return
	}
	_ = c.flow.SetWriteDeadline(time.Now().Add(closeTime))
	tellEnd(c.out, c.end, c.reason)
	_ = c.flow.Flush() // the browser may be gone
}
