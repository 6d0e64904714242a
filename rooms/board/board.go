package board

// Board is the document at a seq. It is owned by whoever made it; nothing in it is safe for concurrent use, but
// elements are immutable (a change replaces them), so a Clone may be read elsewhere while the board goes on.
type Board struct {
	seq      Seq
	elements map[ElementID]*Element
	graves   map[ElementID]Grave
}

// Writer is who wrote a property last, and when.
type Writer struct {
	Seq    Seq
	Author Author
}

// Element is a thing on the board. Never changed once it is in a Board.
type Element struct {
	ID      ElementID
	Maker   Author
	Born    Writer // the put or restore
	Last    Writer // the last op that did something to it
	Props   Props
	Writers []PathWriter // by path; only where it differs from Born
}

// PathWriter is the last writer of one path.
type PathWriter struct {
	Path   string
	Writer Writer
}

// Grave is what is left of a removed element.
type Grave struct {
	By    Writer
	Maker Author
}

// New returns the empty board, at seq 0.
func New() *Board {
	return &Board{elements: map[ElementID]*Element{}, graves: map[ElementID]Grave{}}
}

// Seq is the seq of the last change applied.
func (b *Board) Seq() Seq { return b.seq }

// Len is the number of elements.
func (b *Board) Len() int { return len(b.elements) }

// Element returns the element with that id, or nil.
func (b *Board) Element(id ElementID) *Element { return b.elements[id] }

// Apply does what a change asks, op by op, and returns one Effect an op (B1). at.Seq becomes the board's seq.
func (b *Board) Apply(at Stamp, ops []Op) []Effect { panic("todo") }

// Clone returns a copy that shares the (immutable) elements: cost in proportion to their number, not to their size.
func (b *Board) Clone() *Board { panic("todo") }
