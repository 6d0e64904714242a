// Package wire turns frames into values and back. SPEC.md holds the numbered rules; web/src/wire is the twin.
package wire

// CloseError says that a connection must end, and how (a name of codes.json, closes).
type CloseError struct {
	Close Close
	Why   string // for the log; never sent
}

func (e *CloseError) Error() string { return e.Close.Name + ": " + e.Why }

// DecodeClientFrame reads a frame from a browser. With an error, the messages before the bad one are returned too and stand (W7).
func DecodeClientFrame(frame []byte) ([]ClientMessage, *CloseError) { panic("todo") }

// DecodeServerFrame reads a frame from a node (benchmarks, tests, other nodes).
func DecodeServerFrame(frame []byte) ([]ServerMessage, *CloseError) { panic("todo") }

// AppendServer appends one message's JSON. Frames are put together by the outbox: "[" messages joined by "," "]".
func AppendServer(dst []byte, m ServerMessage) []byte { panic("todo") }

// AppendClient appends one message's JSON.
func AppendClient(dst []byte, m ClientMessage) []byte { panic("todo") }

// AppendItem appends one item of a Changes message from a payload that is canonical already (a log row's), without decoding it.
func AppendItem(dst []byte, r ItemHeader, payload []byte) []byte { panic("todo") }

// Frame joins encoded messages into a frame.
func Frame(messages ...[]byte) []byte { panic("todo") }
