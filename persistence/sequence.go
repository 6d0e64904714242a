package persistence

import (
	"crypto/rand"

	"drawingroom/rooms/board"
)

// locked is a board's row as it stands under the lock.
type locked struct {
	num  int64
	head board.Head
	now  int64 // ms, by the store's clock, once the lock was held
}

// standing is what is known of a client under the lock of its board.
type standing struct {
	user       board.UserID
	lastN      int64
	lastSeq    board.Seq // 0: the last number was used up by a refusal
	lastDigest board.Hash
	touched    bool
}

// sent is a change's name: its client and its number there.
type sent struct {
	client board.Client
	n      int64
}

// earlier is a change that was in the log before.
type earlier struct {
	seq    board.Seq
	time   int64
	digest board.Hash
}

// plan is what an append writes, and what it answers.
type plan struct {
	rows    []board.Record
	digests []board.Hash // beside rows
	outcome board.Outcome
}

// sentBefore lists the items whose numbers have been used: their rows are to be looked up before sequence.
func sentBefore(b board.Batch, clients map[board.Client]*standing) []sent {
	var out []sent
	for i := range b.Items {
		item := &b.Items[i]
		if c := clients[item.Client]; c != nil && item.N <= c.lastN {
			out = append(out, sent{item.Client, item.N})
		}
	}
	return out
}

// sequence decides what becomes of each item of a batch, and gives those that go into the log their places.
// It writes into clients what they then stand at. Pure, but for the salts.
func sequence(b board.Batch, at locked, clients map[board.Client]*standing, before map[sent]earlier) (plan, error) {
	if at.head.ACL != b.ACL || b.Until != 0 && at.now >= b.Until {
		return plan{}, board.ErrRights
	}
	p := plan{outcome: board.Outcome{Head: at.head, Items: make([]board.ItemOutcome, len(b.Items))}}
	for i := range b.Items {
		item := &b.Items[i]
		c := clients[item.Client]
		if c == nil || c.user != item.User {
			return plan{}, board.ErrClient
		}
		out := &p.outcome.Items[i]
		switch {
		case item.N > c.lastN+1:
			out.Stored = board.Gap
		case item.N <= c.lastN:
			*out = again(item, before)
		default:
			p.take(b, item, out)
			c.lastN, c.lastSeq, c.lastDigest, c.touched = item.N, out.Record.Seq, item.Digest, true
			before[sent{item.Client, item.N}] = earlier{out.Record.Seq, out.Record.Time, item.Digest}
		}
		out.Expected = c.lastN + 1
	}
	return p, nil
}

// again answers an item whose number has been used.
func again(item *board.Pending, before map[sent]earlier) board.ItemOutcome {
	was := before[sent{item.Client, item.N}]
	switch {
	case was.seq == 0:
		return board.ItemOutcome{Stored: board.Used}
	// What was struck out has no digest left: it is taken to be the same.
	case was.digest != item.Digest && was.digest != board.Hash{}:
		return board.ItemOutcome{Stored: board.Conflict}
	}
	return board.ItemOutcome{Stored: board.Duplicate, Record: board.Record{
		Seq: was.seq, Author: item.Author, Client: item.Client, N: item.N, Time: was.time,
	}}
}

// take uses up an item's number: a change gets the next place in the log, a refusal none.
func (p *plan) take(b board.Batch, item *board.Pending, out *board.ItemOutcome) {
	if item.Payload == nil {
		out.Record = board.Record{Author: item.Author, Client: item.Client, N: item.N}
		return
	}
	head := &p.outcome.Head
	r := board.Record{
		Seq: head.Seq + 1, Author: item.Author, Client: item.Client, N: item.N,
		Time: max(b.Now, head.Time), Version: board.Version, Payload: item.Payload,
	}
	rand.Read(r.Salt[:]) // never fails: it ends the program where there is no randomness
	r.Hash = board.Chain(head.Hash, b.Board, r)
	head.Seq, head.Hash, head.Time = r.Seq, r.Hash, r.Time
	p.rows = append(p.rows, r)
	p.digests = append(p.digests, item.Digest)
	out.Record = r
}

// retitled says whether the batch's title is to be written: only if something new was stored, because a change that is
// sent again would bring its old title back.
func (p *plan) retitled(b board.Batch) bool { return b.Title != nil && len(p.rows) > 0 }
