package proof

import (
	"slices"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// folds is what is said to be folded of a board.
type folds struct {
	row     persistence.Row
	seq     board.Seq // up to here; 0: nothing
	emptied board.Seq // up to here the rows are said to be empty
	packed  []byte    // the bytes of the base
	part    int64
	sealed  map[board.Seq]board.Sealed
	state   board.Hash // of the base, as folds says
	hash    board.Hash // of the last row that is folded
	marked  bool       // a row of the log says the same
}

func (h *history) foldsRow(r persistence.Row) {
	h.fold = folds{
		row: persistence.Row{Table: r.Table, Values: slices.Clone(r.Values)}, seq: board.Seq(r.Number("seq")), emptied: board.Seq(r.Number("emptied")),
		sealed: map[board.Seq]board.Sealed{},
	}
	copy(h.fold.state[:], r.Bytes("state"))
	if h.fold.seq < 0 || h.fold.emptied > h.fold.seq || h.fold.seq >= h.head.Seq && h.fold.seq > 0 {
		h.say(h.fold.seq, "it is said to be folded up to here, and emptied up to %d, of %d", h.fold.emptied, h.head.Seq)
	}
}

func (h *history) basePart(r persistence.Row) {
	if r.Number("part") == h.fold.part && board.Seq(r.Number("seq")) == h.fold.seq {
		h.fold.part++
		h.fold.packed = append(h.fold.packed, r.Bytes("bytes")...)
	}
}

func (h *history) seals(r persistence.Row) {
	const size = len(board.Sealed{})
	seq := board.Seq(r.Number("first"))
	for sealed := range slices.Chunk(r.Bytes("bytes"), size) {
		if len(sealed) == size && h.fold.sealed != nil {
			h.fold.sealed[seq] = board.Sealed(sealed)
		}
		seq++
	}
}

// folded looks at a row as one of those that are folded, and says whether it is. At the last of them the board becomes its base.
func (h *history) folded(r *board.Record, row persistence.Row) bool {
	f := &h.fold
	if r.Seq > f.seq {
		return false
	}
	empty := len(r.Payload)+len(row.Bytes("salt"))+len(row.Bytes("digest")) == 0
	if sealed, kept := f.sealed[r.Seq]; kept && r.Sealed == (board.Sealed{}) {
		r.Sealed = sealed
	}
	if r.Seq <= f.emptied && !empty {
		h.say(r.Seq, "it is said to be emptied by a fold, and still says something")
	}
	if r.Seq < f.seq {
		return true
	}
	snap, err := persistence.BaseOf(h.id, f.row, r.Hash, f.packed)
	if err == nil {
		h.board, err = board.Restored(r.Seq, snap.Body)
	}
	if err != nil {
		h.board = board.New()
		h.say(r.Seq, "the base, what the board was here, is damaged: %v", err)
	}
	f.packed, f.hash = nil, r.Hash
	return true
}

// marks compares a row with what is folded, if it marks a fold.
func (h *history) marks(r board.Record) {
	mark, is := r.Fold()
	switch {
	case !is:
	case mark.To > h.fold.seq:
		h.say(mark.To, "row %d marks it as folded, and it is not", r.Seq)
	case mark.To < h.fold.seq:
	case mark.State != h.fold.state || mark.Hash != h.fold.hash:
		h.say(mark.To, "the base is of another state than row %d says", r.Seq)
	default:
		h.fold.marked = true
	}
}

// unfolded says so where no row of the chain marks what is said to be folded.
func (h *history) unfolded() {
	if h.fold.seq > 0 && !h.fold.marked {
		h.say(h.fold.seq, "the board is said to be folded up to here, and no row of the log marks it")
	}
}
