package proof

import (
	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// gone is a row that is said to be struck out.
type gone struct {
	sealed board.Sealed
	mark   board.Seq // the row that is said to mark it
	named  bool      // and does
}

func (h *history) strike(r persistence.Row) {
	seq := board.Seq(r.Number("seq"))
	g := &gone{mark: board.Seq(r.Number("mark"))}
	if copy(g.sealed[:], r.Bytes("sealed")) != len(g.sealed) || g.mark <= seq || seq <= 1 {
		h.say(seq, "what is kept of it as struck out is damaged")
	}
	h.gone[seq] = g
}

func (h *history) sealOf(seq board.Seq) board.Sealed {
	if g := h.gone[seq]; g != nil {
		return g.sealed
	}
	return board.Sealed{}
}

// struck compares a row with what was struck out: as one of those rows, and as a mark of others.
func (h *history) struck(r board.Record) {
	if h.gone[r.Seq] != nil && !r.Struck() {
		h.say(r.Seq, "it is said to be struck out, and still says something")
	}
	seqs, _ := r.Mark()
	for _, seq := range seqs {
		g := h.gone[seq]
		switch {
		case g == nil:
			h.say(seq, "row %d marks it as struck out, and it is not", r.Seq)
		case g.mark != r.Seq:
			h.say(seq, "it is marked as struck out by row %d, and said to be by row %d", r.Seq, g.mark)
		default:
			g.named = true
		}
	}
}

// unmarked names the rows that were emptied without a mark in the chain. Where the mark itself was folded, and so the row before it, the fold's mark speaks for both.
func (h *history) unmarked() {
	for seq, g := range h.gone {
		if !g.named && g.mark > h.fold.seq {
			h.say(seq, "it is said to be struck out, and no row of the log marks it")
		}
	}
}
