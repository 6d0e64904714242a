package board

import "crypto/sha256"

// This file declares what passes between the rooms and the stores: the log's rows, positions, batches and their outcomes.

// Hash is the first 16 bytes of a SHA-256.
type Hash [16]byte

// Version is the version of the payloads written now. A reader lifts older ones.
const Version = 1

// Record is one row of the log: a change in its place. Rows are immutable, but that one can be struck out, and the oldest folded.
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
	Sealed  Sealed // of a row that was struck out or folded, which has neither salt nor payload; zero: it was not
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

// NewSnapshot is the snapshot of a board of which the canonical form is given.
func NewSnapshot(at Position, form []byte) Snapshot {
	return Snapshot{At: at, Fold: FoldVersion, State: stateOf(form), Body: form}
}

// IsOf says whether a canonical form is of the state that the snapshot tells.
func (s Snapshot) IsOf(form []byte) bool { return stateOf(form) == s.State }

func stateOf(form []byte) Hash {
	sum := sha256.Sum256(form)
	return Hash(sum[:len(Hash{})])
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

// rank orders the roles; an unknown one is none.
func (r Role) rank() int {
	switch r {
	case RoleViewer:
		return 1
	case RoleEditor:
		return 2
	case RoleOwner:
		return 3
	}
	return 0
}

// MayReplay says whether the role may see a board's past, where the board asks for a least role. One that is not known opens it to nobody.
//
// Three least roles say all that there is to say today: RoleViewer opens the past to everybody who may look, and so to read-only links and
// embeds; RoleEditor (what a board begins with) closes it to viewers; RoleOwner closes it to whoever came by a link too, since all but the
// owner do. How somebody came is therefore not asked. Once people come by no link (a host application's), a role between editor and
// owner can tell them apart: the ranks that are stored leave room for it.
func (r Role) MayReplay(least Role) bool { return least.rank() > 0 && r.rank() >= least.rank() }

// MayEdit says whether the role may append changes.
func (r Role) MayEdit() bool { return r == RoleEditor || r == RoleOwner }

// Rights are who may do what on a board.
type Rights struct {
	Roles  map[UserID]Role
	Replay Role  // the least that may see the past
	ACL    int64 // the version of all this
	Until  int64 // ms since 1970: when the next of these rights ends by itself, with the link that gave it; 0: none does
}

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
	Until int64   // ms: they hold before that; 0: for as long as their version does
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
