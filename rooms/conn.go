package rooms

import (
	"context"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// Conn is one connection to a browser, whatever carries it. server wraps a WebSocket into it; roomtest a pair of queues.
type Conn interface {
	// Read returns the next frame. Called by one goroutine only. The slice is the caller's until the next Read.
	Read(ctx context.Context) ([]byte, error)
	// Write sends a frame and returns when the kernel has it. Called by one goroutine at a time; an error ends the connection.
	Write(ctx context.Context, frame []byte) error
	// Close ends the connection. It may be called from anywhere, more than once; it returns at once. Read and Write then fail.
	Close(c wire.Close, reason string)
	// Received is how many bytes have come in all, those of a frame that is not whole yet among them: who sends slowly is not silent. Called from
	// anywhere.
	Received() int64
	// Version is of the protocol that is spoken on it (W1).
	Version() wire.Version
}

// Identity is who a connection speaks for, as verified at the door.
type Identity struct {
	User    board.UserID
	Expires time.Time // of the token
	Key     string    // what it rests on beside, as Config.Stands knows it; "": on nothing
}
