package rooms

import (
	"context"

	"drawingroom/rooms/board"
)

// Store is what the rooms need of a database. Every method may be called concurrently. Errors are those of rooms/board/errors.go.
type Store interface {
	// Enter says what a user may on a board, gives them an author number the first time, and registers the client id (by its SHA-256) or finds it.
	// No role: ErrNoBoard. The id of another user: ErrClient.
	Enter(ctx context.Context, id board.ID, user board.UserID, client [32]byte) (board.Entry, error)
	// Head returns where a board stands. No such board: ErrNoBoard.
	Head(ctx context.Context, id board.ID) (board.Head, error)
	// Heads returns where those of the boards stand that exist: one query, asked every second or two.
	Heads(ctx context.Context, ids []board.ID) (map[board.ID]board.Head, error)
	// Roles returns the rights on a board.
	Roles(ctx context.Context, id board.ID) (board.Rights, error)
	// Log returns the rows after a seq, in order, at most limit rows and about 4 MiB. Rows that were folded: ErrFolded.
	Log(ctx context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error)
	// LastMark returns the seq of the newest row that marks others as struck out; 0: there is none.
	LastMark(ctx context.Context, id board.ID) (board.Seq, error)
	// Strike strikes rows out of a board's history for good, and appends a row that marks them.
	Strike(ctx context.Context, id board.ID, ask board.Striking) (board.Struck, error)
	// Sweep rewrites the database's files, so that what was struck out is in none of them; not clean: it must be tried again.
	Sweep(ctx context.Context) (clean bool, err error)
	// Beginning returns where what is kept of a board's past begins.
	Beginning(ctx context.Context, id board.ID) (board.Beginning, error)
	// Base returns the state at the beginning. Nothing was folded: ErrNotFound. Damaged: ErrUnreadable.
	Base(ctx context.Context, id board.ID) (board.Snapshot, error)
	// Due returns the boards of which something is to be folded at a time in ms, and those of which a fold is not done.
	Due(ctx context.Context, now int64) ([]board.Due, error)
	// Fold folds a board's past into a base, and appends a row that marks it. Folded that far already, or of another log: ErrChanged, ErrRights.
	Fold(ctx context.Context, id board.ID, ask board.Folding) (board.Head, error)
	// Empty does some more of what a fold has begun, for no longer than a few changes take; more: it is not done.
	Empty(ctx context.Context, id board.ID) (more bool, err error)
	// Shrink gives room that folds have freed back to whom the disk belongs, where that is due. Who writes may have to wait meanwhile.
	Shrink(ctx context.Context) error
	// Append stores batches, each in one transaction of its own or all in one, and returns one outcome a batch, in order. Durable when it returns.
	// It is never cancelled by a client's leaving: ctx is the server's.
	Append(ctx context.Context, batches []board.Batch) []board.Outcome
	// Snapshot returns the newest snapshot at or below a seq, of this FoldVersion and epoch. None: ErrNotFound.
	Snapshot(ctx context.Context, id board.ID, atMost board.Seq) (board.Snapshot, error)
	// SaveSnapshot keeps a snapshot (the newest three of a board stay).
	SaveSnapshot(ctx context.Context, id board.ID, s board.Snapshot) error
	// Keyframes returns the seqs of the keyframes of this FoldVersion and epoch, rising.
	Keyframes(ctx context.Context, id board.ID) ([]board.Seq, error)
	// SaveKeyframe keeps a snapshot for good, and lets those go that are not a multiple of apart, or of an older FoldVersion or another epoch.
	// It is of the log as it stood when the board's ACL version was acl: another by now: ErrRights, and nothing is stored.
	SaveKeyframe(ctx context.Context, id board.ID, acl int64, apart board.Seq, s board.Snapshot) error
	// SeqAt returns the seq of the last row whose time is at or before a time in ms; 0 if there is none.
	SeqAt(ctx context.Context, id board.ID, time int64) (board.Seq, error)
	// DropSnapshot forgets a snapshot that proved to be wrong.
	DropSnapshot(ctx context.Context, id board.ID, at board.Position) error
}
