package proof

import (
	"fmt"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// history is one board as its rows come.
type history struct {
	num   int64
	id    board.ID
	found func(Finding)
	wrong int

	head             board.Head // as the board's own row says
	authors, clients int64      // numbers given out
	board            *board.Board
	at               board.Position
	time             int64
	changes          int64

	known map[board.Author]bool
	hands map[board.Client]*hand
	saved map[board.Seq]board.Snapshot // without their bodies
	gone  map[board.Seq]*gone          // what is said to be struck out
	fold  folds

	proved                 int64
	pictures, pictureBytes int64
	whole                  map[int64]*picture
}

// hand is a client: what its row says of its last change, and what the log does.
type hand struct {
	lastN, lastSeq int64
	n              int64
	seq            board.Seq
}

func newHistory(r persistence.Row) *history {
	h := &history{
		num: r.Number("num"), id: board.ID(r.Text("id")), board: board.New(),
		authors: r.Number("authors"), clients: r.Number("clients"),
		known: map[board.Author]bool{0: true}, hands: map[board.Client]*hand{}, saved: map[board.Seq]board.Snapshot{}, whole: map[int64]*picture{},
		gone: map[board.Seq]*gone{},
	}
	h.head.Epoch, h.head.Seq, h.head.Time = r.Text("epoch"), board.Seq(r.Number("seq")), r.Number("time")
	copy(h.head.Hash[:], r.Bytes("hash"))
	h.at.Epoch = h.head.Epoch
	return h
}

func (h *history) say(row board.Seq, what string, args ...any) {
	h.found(Finding{Board: h.id, Row: row, What: fmt.Sprintf(what, args...)})
}

// take checks a row. What makes a fold fail is a finding too: nobody could open the board.
func (h *history) take(check func(*history, persistence.Row), r persistence.Row) {
	defer func() {
		if p := recover(); p != nil {
			h.say(h.at.Seq, "playing it fails: %v", p)
		}
	}()
	check(h, r)
}

func (h *history) author(r persistence.Row) {
	number := r.Number("number")
	h.known[board.Author(number)] = true
	if number < 1 || number > h.authors {
		h.say(0, "author %d is beyond the %d that were given out", number, h.authors)
	}
}

func (h *history) client(r persistence.Row) {
	number := r.Number("number")
	h.hands[board.Client(number)] = &hand{lastN: r.Number("last_n"), lastSeq: r.Number("last_seq")}
	if number < 0 || number > h.clients {
		h.say(0, "client %d is beyond the %d that were given out", number, h.clients)
	}
}

// change takes the next row of the log. After one that does not fit it goes on from what is written, so that each wrong row is named.
func (h *history) change(row persistence.Row) {
	r := board.Record{
		Seq: board.Seq(row.Number("seq")), Author: board.Author(row.Number("author")), Client: board.Client(row.Number("client")),
		N: row.Number("n"), Time: row.Number("time"), Version: int(row.Number("version")), Payload: row.Bytes("payload"),
	}
	h.changes++
	salt, hash := row.Bytes("salt"), row.Bytes("hash")
	copy(r.Salt[:], salt)
	copy(r.Hash[:], hash)
	r.Sealed = h.sealOf(r.Seq)
	folded := h.folded(&r, row)
	switch {
	case r.Seq != h.at.Seq+1:
		h.say(h.at.Seq+1, "it is missing: the log goes on at %d", r.Seq)
	case r.Struck() && len(salt)+len(row.Bytes("digest")) > 0:
		h.say(r.Seq, "it is struck out, but not all that it said is gone")
	case !r.Struck() && len(salt) != len(r.Salt) || len(hash) != len(r.Hash) || board.Chain(h.at.Hash, h.id, r) != r.Hash:
		h.say(r.Seq, "it is not what was written: its hash does not follow from it and the row before")
	}
	if r.Time < h.time {
		h.say(r.Seq, "its time lies before that of the row before")
	}
	h.sent(r)
	h.struck(r)
	h.marks(r)
	h.at.Seq, h.at.Hash, h.time = r.Seq, r.Hash, r.Time
	if folded {
		h.compare()
		return
	}
	change, err := r.Change()
	if err != nil {
		h.say(r.Seq, "it cannot be read: %v", err)
		return
	}
	h.board.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	h.compare()
}

// sent notes whose change a row is: nobody's number may come twice.
func (h *history) sent(r board.Record) {
	if !h.known[r.Author] {
		h.say(r.Seq, "its author, %d, is not known on the board", r.Author)
	}
	c := h.hands[r.Client]
	switch {
	case c == nil:
		h.say(r.Seq, "its client, %d, is not known on the board", r.Client)
	case r.N <= c.n:
		h.say(r.Seq, "it is change %d of client %d, of whom %d came before", r.N, r.Client, c.n)
	default:
		c.n, c.seq = r.N, r.Seq
	}
}

// snapshot keeps what a snapshot says until the log has come to it. Those of another history or meaning are never used.
func (h *history) snapshot(r persistence.Row) {
	at := board.Seq(r.Number("seq"))
	if r.Text("epoch") != h.head.Epoch || r.Number("fold") != board.FoldVersion {
		return
	}
	s, err := persistence.SnapshotOf(h.id, r)
	if err == nil {
		_, err = board.Restored(at, s.Body)
	}
	switch {
	case at < h.fold.seq: // of what is folded: it is never used, and about to go
	case err != nil:
		h.say(at, "its snapshot is damaged, and will be passed over: %v", err)
	case at > h.head.Seq:
		h.say(at, "there is a snapshot of it, but the board ends at %d", h.head.Seq)
	case !s.IsOf(s.Body):
		h.say(at, "its snapshot is another than it says, and will be passed over")
	default:
		s.Body = nil
		h.saved[at] = s
	}
}

// compare proves the snapshot at the row that was just played, if there is one.
func (h *history) compare() {
	s, there := h.saved[h.at.Seq]
	if !there || h.wrong > 0 {
		return
	}
	h.proved++
	if s.At.Hash != h.at.Hash || !s.IsOf(h.board.AppendCanonical(nil)) {
		h.say(h.at.Seq, "its snapshot is not what the log comes to")
	}
}

// end compares what the board's row says of its log with the log, and the clients'.
func (h *history) end() {
	if h.at.Seq != h.head.Seq || h.at.Hash != h.head.Hash || h.time != h.head.Time {
		h.say(0, "it says that it stands at %d (%x), its log ends at %d (%x)", h.head.Seq, h.head.Hash[:], h.at.Seq, h.at.Hash[:])
	}
	for number, c := range h.hands {
		// A number that was used up by a refusal has no row.
		if c.lastSeq > 0 && (c.lastN != c.n || c.lastSeq != int64(c.seq)) || c.lastSeq == 0 && c.lastN > 0 && c.lastN <= c.n || c.lastN < c.n {
			h.say(0, "client %d is said to have sent %d changes, the last of them at %d; in the log it is %d, at %d", number, c.lastN, c.lastSeq, c.n, c.seq)
		}
	}
	h.unmarked()
	h.unfolded()
	for num := range h.whole {
		h.ended(num)
	}
}
