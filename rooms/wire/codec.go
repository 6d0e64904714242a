// Package wire turns frames into values and back. SPEC.md holds the numbered rules; web/src/wire is the twin.
//
// A frame is looked at once as a whole (rooms/board/strict), then message by message. What a browser sends is judged
// (board.Judge); what a node sends is only read, since a newer node may know more (B15).
package wire

import (
	"bytes"
	"maps"
	"slices"

	"drawingroom/rooms/board/strict"
)

// The limits of W2 to W4, in bytes and counts.
const (
	MaxClientFrame = 512 << 10 // a browser's frame
	MaxHelloFrame  = 8 << 10   // a browser's frames before its first hello; kept by whoever reads them
	MaxServerFrame = 4 << 20   // a node's frame
	MaxMessages    = 1000      // in a frame
	maxDepth       = 10
)

// CloseError says that a connection must end, and how (a name of codes.json, closes).
type CloseError struct {
	Close Close
	Why   string // for the log; never sent
}

func (e *CloseError) Error() string { return e.Close.Name + ": " + e.Why }

// DecodeClientFrame reads a frame from a browser. With an error, the messages before the bad one are returned too and stand (W7).
func DecodeClientFrame(frame []byte) ([]ClientMessage, *CloseError) {
	return decodeFrame(frame, MaxClientFrame, clientReaders)
}

// DecodeServerFrame reads a frame from a node (benchmarks, tests, other nodes).
func DecodeServerFrame(frame []byte) ([]ServerMessage, *CloseError) {
	return decodeFrame(frame, MaxServerFrame, serverReaders)
}

func decodeFrame[M any](frame []byte, limit int, readers map[string]reader[M]) ([]M, *CloseError) {
	if len(frame) > limit {
		return nil, &CloseError{TooBig, "the frame is too large"}
	}
	if err := strict.Check(frame, maxDepth); err != nil {
		return nil, &CloseError{Protocol, err.Error()}
	}
	frame = bytes.TrimLeft(frame, " \t\r\n")
	count := 0
	for range strict.Items(frame) {
		if count++; count > MaxMessages {
			break
		}
	}
	if count == 0 || count > MaxMessages {
		return nil, &CloseError{Protocol, "not an array of 1 to 1,000 messages"}
	}
	messages := make([]M, 0, count)
	for raw := range strict.Items(frame) {
		m, err := decodeMessage(raw, readers)
		if err != nil {
			return messages, err
		}
		messages = append(messages, m)
	}
	return messages, nil
}

// Types lists the types of message that there are, sorted: those a browser may send, and those a node may. Whoever has to have a word on each of
// them, as the table of rights does, begins here.
func Types() (fromBrowser, fromNode []string) {
	return slices.Sorted(maps.Keys(clientReaders)), slices.Sorted(maps.Keys(serverReaders))
}

// reader makes a message of its fields; what is wrong with it is noted in the fields.
type reader[M any] func(*fields) M

func decodeMessage[M any](raw []byte, readers map[string]reader[M]) (M, *CloseError) {
	var none M
	members, ok := strict.Object(raw)
	if !ok {
		return none, &CloseError{Protocol, "a message is not an object"}
	}
	f := fields{members: members}
	name := f.text("t", 1, 20)
	read, ok := readers[name]
	if !ok {
		return none, &CloseError{Protocol, "a message has no type that the other side may send"}
	}
	m := read(&f)
	f.end()
	if f.close != nil {
		return none, f.close
	}
	if f.why != "" {
		return none, &CloseError{Protocol, name + ": " + f.why}
	}
	return m, nil
}

// AppendServer appends one message's JSON. Frames are put together by the outbox: "[" messages joined by "," "]".
func AppendServer(dst []byte, m ServerMessage) []byte { return m.appendTo(dst) }

// AppendClient appends one message's JSON.
func AppendClient(dst []byte, m ClientMessage) []byte { return m.appendTo(dst) }

// Frame joins encoded messages into a frame.
func Frame(messages ...[]byte) []byte {
	size := 2
	for _, m := range messages {
		size += len(m) + 1
	}
	frame := append(make([]byte, 0, size), '[')
	for i, m := range messages {
		if i > 0 {
			frame = append(frame, ',')
		}
		frame = append(frame, m...)
	}
	return append(frame, ']')
}
