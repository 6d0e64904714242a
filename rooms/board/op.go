package board

// Op is one change asked of a board: Put, Set, Remove or Restore. The set is sealed: a new op is a new file op_x.go and
// its line in opNames (and the same in web/src/board).
type Op interface {
	// Name is the op's name on the wire and in the log.
	Name() string
	// Element is the id of the element the op is about.
	Element() ElementID
}

// Value is a value's canonical JSON text (integers, strings, flags and arrays of them; never an object). "" means unset (null).
type Value string

// Prop is one entry of Props.
type Prop struct {
	Path  string // "at", or "text/p7" for an entry of a map (B11)
	Value Value
}

// Props is a set of properties, sorted by Path (bytewise), no path twice.
type Props []Prop

// Put makes an element.
type Put struct {
	ID    ElementID
	Props Props
}

// Set writes properties of an element that is there.
type Set struct {
	ID    ElementID
	Own   bool
	Props Props
}

// Remove takes an element away and leaves a grave.
type Remove struct {
	ID  ElementID
	Own bool
}

// Restore brings a removed element back; it carries the whole of it.
type Restore struct {
	ID    ElementID
	Own   bool
	Props Props
}

// Change is a non-empty list of ops, appended and shown together.
type Change struct {
	Step string // what a person would undo as one carries one step id; "" for none. 8–32 characters like an ElementID.
	Ops  []Op
}

// Stamp says who applies a change and at which seq.
type Stamp struct {
	Seq    Seq
	Author Author
}

// Did says how much of an op took effect.
type Did int8

const (
	Nothing Did = iota // no effect: Why says the reason
	Part               // some properties were left alone: Why says the reason of the first
	Done
)

// Reason says why an op, or a part of it, had no effect. The texts are shared with the twin and with golden cases.
type Reason string

const (
	WhyExists Reason = "exists" // put: the id is there
	WhyGrave  Reason = "grave"  // put, set, remove: the id has a grave
	WhyAbsent Reason = "absent" // set, remove: nothing has that id
	WhyLive   Reason = "live"   // restore: the element is there
	WhyNever  Reason = "never"  // restore: there is no grave of that id
	WhyOthers Reason = "others" // own: another author wrote it last
	WhyCircle Reason = "circle" // parent: would make a circle or lie too deep
	WhyFull   Reason = "full"   // map: too many entries
)

// Effect is what Apply did for one op. It is neither a failure nor a refusal.
type Effect struct {
	Did Did
	Why Reason
}
