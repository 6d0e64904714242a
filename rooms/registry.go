package rooms

import (
	"context"
	"time"

	"drawingroom/rooms/board"
)

// Registry holds the open rooms of this node.
type Registry struct {
	cfg Config
}

// New returns a registry with no room open.
func New(cfg Config) *Registry {
	cfg.Limits = cfg.Limits.withDefaults()
	return &Registry{cfg: cfg}
}

// Serve runs a connection until it ends: it joins the board the client says hello to and returns when the connection is over. The caller's goroutine is the reader.
// The error says why it ended; nil means that the browser left.
func (r *Registry) Serve(ctx context.Context, conn Conn, who Identity, id board.ID) error {
	panic("todo")
}

// Snapshot returns the body of a snapshot's resource: the canonical form, gzipped; it never changes. Whether the asker may read the board is the caller's to know. None such: board.ErrNotFound.
func (r *Registry) Snapshot(ctx context.Context, id board.ID, seq board.Seq, hash board.Hash) ([]byte, error) {
	panic("todo")
}

// Export returns a board as data: where it stands, its canonical form and that form's SHA-256.
func (r *Registry) Export(ctx context.Context, id board.ID) (Export, error) { panic("todo") }

// Export is a board as data.
type Export struct {
	At    board.Position
	State board.StateHash
	Form  []byte // canonical form
}

// Log returns rows of the log after a seq, at most limit.
func (r *Registry) Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	return r.cfg.Store.Log(ctx, id, after, limit)
}

// Drain makes the registry ready to stop: nobody is let in any more, what was sent is made durable and told, and all members are closed with restart and a hint
// at random within in, so that they do not come back all at once. It returns when they are gone or ctx ends.
func (r *Registry) Drain(ctx context.Context, in time.Duration) { panic("todo") }

// Close ends all rooms (their snapshots are saved) and everything that runs. Drain first.
func (r *Registry) Close(ctx context.Context) error { panic("todo") }

// Stats is what the registry counts, since it began unless said otherwise.
type Stats struct {
	Rooms      int64 `json:"rooms"`   // open now
	Members    int64 `json:"members"` // in them now
	Appended   int64 `json:"appended"`
	Refused    int64 `json:"refused"`
	Duplicates int64 `json:"duplicates"`
	Appends    int64 `json:"appends"` // calls of Store.Append
	Retries    int64 `json:"retries"` // appends that were busy or unknown
	Frames     int64 `json:"frames"`  // written
	Bytes      int64 `json:"bytes"`   // written
	Resyncs    int64 `json:"resyncs"`
	SlowCloses int64 `json:"slow_closes"`
	Floods     int64 `json:"floods"`
	GapFills   int64 `json:"gap_fills"` // reads of the log because another node had appended
	Snapshots  int64 `json:"snapshots"` // made for joiners
	Saved      int64 `json:"saved"`     // snapshots saved
	Tails      int64 `json:"tails"`     // joins by tail
}

// Stats returns what was counted so far.
func (r *Registry) Stats() Stats { panic("todo") }
