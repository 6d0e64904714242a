package rooms

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// settle applies and tells what the store said of the batch, in the log's order. What other nodes appended in between is read first:
// then it returns, and is called again when that has been applied.
func (rm *room) settle() {
	f := rm.flight
	if f.outcome.Head.Epoch != rm.head.Epoch {
		rm.quit(anotherHistory)
		return
	}
	for i, a := range f.items {
		r := f.outcome.Items[i].Record
		if f.outcome.Items[i].Stored != board.Appended || a.item.Payload == nil {
			continue
		}
		if r.Seq > rm.head.Seq+1 {
			break
		}
		r.Payload = a.item.Payload
		if !rm.follows(r) {
			rm.quit(anotherHistory)
			return
		}
		if r.Seq > rm.head.Seq {
			rm.apply(r, a.change.Ops)
		}
	}
	if f.outcome.Head.Seq > rm.head.Seq {
		rm.reg.count.gapFills.Add(1)
		rm.readLog(f.outcome.Head.Seq)
		return
	}
	rm.tellUpTo(board.Record{Seq: f.outcome.Head.Seq + 1})
	rm.flight = nil
	for _, a := range f.items {
		rm.done(a)
	}
}

// follows says whether a row of the log is the one that the room has at that place, or the one that comes next. It is not when the
// board was restored, or its database failed over, beneath the room.
func (rm *room) follows(r board.Record) bool {
	if r.Seq == rm.head.Seq+1 {
		return board.Chain(rm.head.Hash, rm.id, r) == r.Hash
	}
	hash, known := rm.ring.hashAt(r.Seq)
	return !known || hash == r.Hash
}

// apply takes the next row into the board, and encodes it for everyone.
func (rm *room) apply(r board.Record, ops []board.Op) {
	rm.tellUpTo(r)
	rm.board.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, ops)
	rm.needMore(ops)
	row := encodeRow(r)
	rm.head.Seq, rm.head.Hash, rm.time = r.Seq, r.Hash, r.Time
	rm.ring.push(row)
	if len(rm.members) > 0 {
		rm.gathered = append(rm.gathered, row)
		rm.gatheredBytes += len(row.item)
	}
	rm.endGestures(r.Client, ops)
	rm.stand()
	if rm.gatheredBytes > gatheredMost {
		rm.tellNow()
	}
}

// tellUpTo answers the changes of the batch that come before a row: answers and changes are in one order (W41).
func (rm *room) tellUpTo(r board.Record) {
	f := rm.flight
	if f == nil || f.outcome == nil {
		return
	}
	for ; f.told < len(f.items); f.told++ {
		a, out := f.items[f.told], f.outcome.Items[f.told]
		if out.Record.Seq > r.Seq {
			return
		}
		rm.tellFate(a, out)
		if out.Record.Seq == r.Seq {
			f.told++
			return
		}
	}
}

// tellFate answers a change, unless its item in the stream is the answer.
func (rm *room) tellFate(a *asked, out board.ItemOutcome) {
	as := a.m.as(a.item.Client)
	refused := func(code, why string) {
		rm.reg.count.refuse(code)
		rm.fate(a, wire.Refused{N: a.item.N, As: as, Code: code, Why: why})
		rm.endGesture(a.m)
	}
	switch {
	case out.Stored == board.Appended && a.item.Payload != nil:
		rm.reg.count.appended.Add(1) // its item in the stream is its answer
	case out.Stored == board.Gap:
		rm.fate(a, wire.Gap{Expected: out.Expected, As: as})
	case out.Stored == board.Conflict:
		refused(wire.RefusedConflict, wire.Sentence(wire.RefusedConflict))
	case out.Stored == board.Duplicate: // also if it would be refused now
		rm.reg.count.duplicates.Add(1)
		// A later one reaches its author as an item: that is the answer. Not for an adopted client: its item may have come before
		// the author was told which client's it is.
		if out.Record.Seq <= a.since || as != 0 {
			rm.fate(a, wire.Accepted{N: a.item.N, As: as, Seq: out.Record.Seq})
		}
	case a.item.Payload == nil: // sent again because its answer was lost, too: the cause of now tells more than the number does
		refused(a.refusal.Code, a.refusal.Why)
	default:
		refused(wire.RefusedUsed, wire.Sentence(wire.RefusedUsed))
	}
}

// fate answers a change on the connection it came by, unless that has joined anew since.
func (rm *room) fate(a *asked, message wire.ServerMessage) {
	if a.joins == a.m.joins {
		rm.answer(a.m, message)
	}
}

// done lets the author's connection send more.
func (rm *room) done(a *asked) {
	s := a.m.s
	s.queued.Add(-int64(a.cost))
	select {
	case s.gate <- struct{}{}:
	default:
	}
}

// title is the title a batch gives the board: SQL keeps it as a projection.
func (rm *room) title(items []*asked) *string {
	var title *string
	for _, a := range items {
		for _, op := range a.change.Ops {
			if set, ok := op.(board.Set); ok && set.ID == board.Settings && rm.mayRename(set, a.item.Author) {
				for _, p := range set.Props {
					if p.Path == "title" {
						text, _ := p.Value.Text()
						title = &text
					}
				}
			}
		}
	}
	return title
}

// mayRename says whether a set of the settings will be let write the title (B8).
func (rm *room) mayRename(set board.Set, author board.Author) bool {
	settings := rm.board.Element(board.Settings)
	return settings != nil && (!set.Own || settings.Writer("title").Author == author)
}
