package wire

import "drawingroom/rooms/board"

// ClientMessage is a message from a browser: Hello, Adopt, Change, Presence, Call, Token or Beat. Sealed.
type ClientMessage interface {
	client()
	appendTo(dst []byte) []byte
}

// ServerMessage is a message from a node: Welcome, Adopted, Changes, Refused, Accepted, Gap, PresenceNews, Called, Members, Resync, Renew, RoleChanged, StoreNews or Beat. Sealed.
type ServerMessage interface {
	server()
	appendTo(dst []byte) []byte
}

// ClientSecret is the id of a page load: 22 characters of base64url (W10). Told to nobody else.
type ClientSecret string

// SessionID is a connection's name to the others of a board, short, e.g. "a1".
type SessionID string

// Hello asks to join, or to join anew (W10).
type Hello struct {
	Client ClientSecret
	At     *board.Position // nil: the client holds nothing
}

// Adopt registers the client id of another page load of the same user (W11).
type Adopt struct{ Client ClientSecret }

// Change is a change as asked (W12). Bad is set when its n was readable but the rest was not, or was judged bad; it is then refused under its number.
type Change struct {
	N      int64
	As     board.Client // 0: the client of the hello
	Change board.Change
	// Payload is the canonical encoding of Change; nil when Bad is set.
	Payload []byte
	Bad     *board.Refusal
}

// Point is x and y in hundredths of a unit.
type Point [2]int64

// Optional is a key that may be absent (zero value), null (Set, Value nil) or present.
type Optional[T any] struct {
	Set   bool
	Value *T
}

// Presence says what has changed about a hand (W14).
type Presence struct {
	Cursor    Optional[Point]
	Selection Optional[[]board.ElementID] // never null
	View      Optional[[4]int64]
	Caret     Optional[Caret]
	Gesture   Optional[Gesture]
	State     Optional[State] // null: at work
	Chat      Optional[string]
	Reaction  *Reaction // never null: it happens, and is over
}

// State is how far somebody is away from the board, though their page is open.
type State string

// The states there are; whoever is in none of them is at work.
const (
	Idle State = "idle" // has not moved for a while
	Away State = "away" // does not see the page
)

// Reaction is a sign that somebody gives at a place of the board.
type Reaction struct {
	Sign string
	At   Point
}

// Caret is where somebody types: what they have marked in a text, from where they began to mark to where they are. Alike: a caret.
type Caret struct {
	In         board.ElementID
	From, Here Letter
}

// Letter is a place in a text: behind so many letters of a run. No run: before all of them.
type Letter struct {
	Run string
	At  int64
}

// Gesture is what the hand is in the midst of (W15).
type Gesture struct {
	ID    string
	IDs   []board.ElementID
	Props board.Props // nil: absent
	Transform
	From   int64 // points, not numbers; meaningful when Points is not nil
	Points []int64
}

// Call asks everyone to come to where the caller is (W18).
type Call struct{ View [4]int64 }

// Called tells that somebody calls everyone to them (W32).
type Called struct {
	Session SessionID
	View    [4]int64
}

// Token renews the key (W16).
type Token struct{ Token string }

// Beat keeps a connection alive, both ways (W17, W31).
type Beat struct{}

// Member is a person in the room, as the others see them (W27).
type Member struct {
	Session SessionID
	Author  board.Author
	Name    string
	Colour  string
}

// SnapshotRef names a snapshot to fetch (W20).
type SnapshotRef struct {
	Seq  board.Seq
	Hash board.Hash // chain hash at Seq
	URL  string     // path and query, same origin
	// Forked: the position that the client said is of a history which is not the board's (W44). Told to version 2.
	Forked bool
}

// Limits are told in the welcome, so that a client never sends what would be refused.
type Limits struct {
	Ops         int64 // per change
	ChangeBytes int64
	FrameBytes  int64
	Elements    int64
}

// Welcome answers a hello (W20). Snapshot nil means mode "tail".
type Welcome struct {
	Session  SessionID
	Client   board.Client
	N        int64
	Author   board.Author
	Role     board.Role
	Head     board.Position
	Snapshot *SnapshotRef
	Members  []Member
	Limits   Limits
	Struck   board.Seq // of the newest mark of something that was struck out of the board's history (W46); 0: nothing ever was
}

// Adopted answers Adopt (W21). Refused is "" or a code.
type Adopted struct {
	Client  ClientSecret
	As      board.Client
	N       int64
	Refused string
}

// Item is a change in its place (W22).
type Item struct {
	Seq    board.Seq
	Author board.Author
	Client board.Client
	N      int64
	Time   int64
	Change board.Change
}

// Changes tells what was appended (W22).
type Changes struct {
	Items []Item
	Hash  board.Hash
}

// Refused answers a change that is not in the log (W23).
type Refused struct {
	N    int64
	As   board.Client
	Code string
	Why  string
}

// Accepted answers a change sent again (W24).
type Accepted struct {
	N   int64
	As  board.Client
	Seq board.Seq
}

// Gap answers a change whose n is beyond the expected one (W25).
type Gap struct {
	Expected int64
	As       board.Client
}

// CursorNews is one session's cursor; At nil: gone.
type CursorNews struct {
	Session SessionID
	At      *Point
}

// PresenceNews tells what changed of everybody's presence (W26). Cursors stand in Cursors only, never in Others.
type PresenceNews struct {
	Cursors []CursorNews
	Others  []OtherNews // by session
}

// OtherNews is one session's presence but for the cursor.
type OtherNews struct {
	Session  SessionID
	Presence Presence
}

// Members tells who came and went (W27).
type Members struct {
	Joined []Member
	Left   []SessionID
}

// Resync says that changes were dropped from this connection's queue (W28).
type Resync struct{ Why string }

// Renew says in how many seconds the token runs out (W29).
type Renew struct{ In int64 }

// RoleChanged tells one's new right (W30).
type RoleChanged struct{ Role board.Role }

// StoreNews tells whether the store lets changes wait: Away, they are neither taken nor refused until it answers again (W33).
type StoreNews struct{ Away bool }

func (Hello) client()    {}
func (Adopt) client()    {}
func (Change) client()   {}
func (Presence) client() {}
func (Call) client()     {}
func (Token) client()    {}
func (Beat) client()     {}

func (Welcome) server()      {}
func (Adopted) server()      {}
func (Changes) server()      {}
func (Refused) server()      {}
func (Accepted) server()     {}
func (Gap) server()          {}
func (PresenceNews) server() {}
func (Called) server()       {}
func (Members) server()      {}
func (Resync) server()       {}
func (Renew) server()        {}
func (RoleChanged) server()  {}
func (StoreNews) server()    {}
func (Beat) server()         {}
