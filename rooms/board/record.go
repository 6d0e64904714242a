package board

// This file declares what passes between the rooms and the stores: the log's rows, positions, batches and their outcomes.

// Hash is the first 16 bytes of a SHA-256.
type Hash [16]byte

// Version is the version of the payloads written now. A reader lifts older ones.
const Version = 1

// Record is one row of the log: a change in its place. Rows are immutable.
type Record struct {
	Seq     Seq
	Author  Author
	Client  Client
	N       int64 // the change's number within its client, from 1, contiguous but for refused ones
	Time    int64 // the server's, ms since 1970; never backwards on a board
	Version int
	Salt    [16]byte
	Payload []byte // the canonical encoding of the Change
	Hash    Hash   // chain hash up to and with this row
}

// Position is a point in a board's history: the history's random id, a seq in it, and the chain hash there.
type Position struct {
	Epoch string // 16 characters
	Seq   Seq
	Hash  Hash
}

// Head is where a board's history stands, and the version of its rights.
type Head struct {
	Position
	ACL  int64 // raised by every change of a membership, link or of the board's existence
	Time int64 // of the last row
}

// Snapshot is a board's whole state at a position: an accelerator, never the truth.
type Snapshot struct {
	At    Position
	Fold  int    // version of Apply that made it (FoldVersion)
	State Hash   // the state hash (first 16 bytes), checked on load
	Body  []byte // canonical form
}

// FoldVersion is raised when Apply comes to mean something else; older snapshots are then not used.
const FoldVersion = 1

// Role is a user's right on a board.
type Role string

const (
	RoleNone   Role = ""
	RoleViewer Role = "viewer"
	RoleEditor Role = "editor"
	RoleOwner  Role = "owner"
)

// MayEdit says whether the role may append changes.
func (r Role) MayEdit() bool { return r == RoleEditor || r == RoleOwner }

// Entry is what the store knows of a user (and client) who enters a board.
type Entry struct {
	Role   Role
	Author Author
	Name   string
	Colour string // on this board
	Client Client
	LastN  int64 // the last number used up by that client; 0 for a new one
}

// Pending is a change, or the refusal of one, on its way into the log. Payload nil means a refusal: its number is used up, nothing is appended.
type Pending struct {
	User    UserID
	Author  Author
	Client  Client
	N       int64
	Digest  Hash // of what was sent: tells the same change sent again from another with the same n
	Payload []byte
}

// Batch is what a room asks to be appended to one board, in order.
type Batch struct {
	Board ID
	ACL   int64   // the version of the rights the room has checked against
	Now   int64   // ms; rows get max(Now, time of the last row)
	Title *string // the board's title, if the batch changes it (SQL's title is a projection)
	Items []Pending
}

// Stored says what became of one Pending.
type Stored int8

const (
	Appended  Stored = iota // in the log at Record.Seq (refusals: number used up)
	Duplicate               // was in the log already, with the same content: Record.Seq is the original
	Used                    // the number had been used up by a refusal before
	Conflict                // the number is taken by another content: the original stays
	Gap                     // the number is beyond Expected: nothing done
)

// ItemOutcome is what became of one Pending. For Appended and Duplicate changes Record holds the row (Duplicate: at least Seq and Time).
type ItemOutcome struct {
	Stored   Stored
	Expected int64
	Record   Record
}

// Outcome is what became of a Batch. With Err set nothing of it is known to be stored; ErrUnknown means that it may or may not be.
type Outcome struct {
	Err   error
	Head  Head // after the batch
	Items []ItemOutcome
}
