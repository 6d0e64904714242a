package board

import (
	"maps"
	"slices"
)

// Op is one change asked of a board: Put, Set, Remove or Restore. The set is sealed: a new op is a new file op_x.go and
// its line in opNames (and the same in web/src/board).
type Op interface {
	// Name is the op's name on the wire and in the log.
	Name() string
	// Element is the id of the element the op is about.
	Element() ElementID

	// apply does it (B1).
	apply(b *Board, at Stamp) Effect
	// append appends the canonical encoding.
	append(dst []byte) []byte
	// encodedLen is how many bytes append appends.
	encodedLen() int
	// judge says whether it may stand at the door.
	judge() *Refusal
}

// OpNames lists the ops that there are, sorted.
func OpNames() []string { return slices.Sorted(maps.Keys(opNames)) }

// opNames is the sealed list: how each op is made of its fields; false if they are not the ones it must have.
var opNames = map[string]func(opFields) (Op, bool){
	"put":     newPut,
	"set":     newSet,
	"remove":  newRemove,
	"restore": newRestore,
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

// String is the word that golden cases use.
func (d Did) String() string { return [...]string{"nothing", "part", "done"}[d] }

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

// Effect is what Apply did for one op. It is neither a failure nor a refusal. Why is "" when all of it was done, and for a set without props.
type Effect struct {
	Did Did
	Why Reason
}

func nothing(why Reason) Effect { return Effect{Nothing, why} }
