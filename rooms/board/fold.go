package board

import (
	"encoding/hex"
	"fmt"
)

// This file holds what folding means: a board's owner can have its past folded, beyond so many days, into the one state that it came to. The rows up to
// there keep their places and say nothing any more; the state is the board's base, and truth, not an accelerator.

// MaxKeep is the longest that an owner can have a past kept, in days, beside everything: ten years.
const MaxKeep = 3650

// Beginning is where what is kept of a board's past begins.
type Beginning struct {
	// At is the last row that was folded, of which the base is the state; its Seq is 0: nothing was.
	At   Position
	Time int64 // ms, of that row
	Keep int64 // days that the owner has the past kept; 0: for ever
}

// Folding asks for a board's past to be folded.
type Folding struct {
	Base Snapshot // of the row up to which it is; made of nothing but the base of before and the log
	ACL  int64    // the version of the board's rights from before the log was read: what changes what the log says raises it
	Now  int64    // ms
}

// Due is a board of which something is to be folded, or of which a fold has begun and is not done.
type Due struct {
	Board ID
	UpTo  Seq // where the fold is to reach; 0: none is due, only what has begun
}

// FoldMark is what the row says that marks a fold.
type FoldMark struct {
	To    Seq
	Hash  Hash // the chain hash of that row
	State Hash // of the base, as Snapshot has it
	When  int64
}

// The paths of a mark. No dictionary knows them, so Judge lets nobody write them.
const foldedPath, hashPath, statePath, whenPath = "folded", "hash", "state", "when"

// AppendFold writes what the row says that marks a fold. It is a change like any other that has no effect, by the server itself (client and author 0): it
// restores the settings, which nobody can remove (B7). So it has its place in the one order, everybody is told it, and nobody who knew nothing
// of folds need learn it. Its time is that of the row before, since nobody drew; when it was is in it.
func AppendFold(dst []byte, m FoldMark) []byte {
	return AppendChange(dst, Change{Ops: []Op{Restore{ID: Settings, Props: Props{
		{foldedPath, IntValue(int64(m.To))},
		{hashPath, TextValue(hex.EncodeToString(m.Hash[:]))},
		{statePath, TextValue(hex.EncodeToString(m.State[:]))},
		{whenPath, IntValue(m.When)},
	}}}})
}

// Fold returns what the row marks as folded; false: it is no mark of a fold. Such a mark lies behind what it folds.
func (r Record) Fold() (FoldMark, bool) {
	const head = `{"ops":[{"op":"restore","id":"` + string(Settings) + `","props":{"` + foldedPath + `":`
	if r.Client != 0 || r.Author != 0 || len(r.Payload) < len(head) || string(r.Payload[:len(head)]) != head {
		return FoldMark{}, false
	}
	change, err := DecodeChange(r.Version, r.Payload)
	if err != nil {
		return FoldMark{}, false
	}
	props := change.Ops[0].(Restore).Props
	to, _ := props.Get(foldedPath).Int()
	m := FoldMark{To: Seq(to)}
	m.When, _ = props.Get(whenPath).Int()
	if unhex(m.Hash[:], props.Get(hashPath)) != nil || unhex(m.State[:], props.Get(statePath)) != nil || m.To < 1 || m.To >= r.Seq {
		return FoldMark{}, false
	}
	return m, true
}

func unhex(to []byte, v Value) error {
	text, _ := v.Text()
	raw, err := hex.DecodeString(text)
	if err == nil && copy(to, raw) != len(to) {
		err = fmt.Errorf("%d bytes instead of %d", len(raw), len(to))
	}
	return err
}
