package storetest

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// desk is what a test works at: a store in its place, and short words for what is done with it.
type desk struct {
	*testing.T
	*persistence.Store
	place Place
	ctx   context.Context
	at    *atomic.Int64 // ms since 1970, by the store's clock
}

// start is when the boards of the tests are made, ms since 1970.
const start = 1_790_000_000_000

// open opens one more store on the place; it is closed after the test at the latest.
func (d *desk) open() *persistence.Store {
	d.Helper()
	config := d.place.Config
	config.Now = func() time.Time { return time.UnixMilli(d.at.Load()) }
	s, err := persistence.Open(d.ctx, config)
	d.must(err)
	d.Cleanup(func() { s.Close() })
	return s
}

// reopen ends the store and opens the place again.
func (d *desk) reopen() {
	d.Helper()
	d.must(d.Store.Close())
	d.Store = d.open()
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func name() string {
	var b [8]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

func secret(of string) [32]byte { return sha256.Sum256([]byte(of)) }

func (d *desk) user() board.UserID {
	d.Helper()
	id := board.UserID(name())
	d.must(d.CreateUser(d.ctx, board.User{ID: id, Name: "Ann " + string(id), Colour: "blue", Guest: true}))
	return id
}

// made is a board with its owner, and the secret of its link.
type made struct {
	id    board.ID
	owner board.UserID
	link  [32]byte
	first board.Record
}

func (d *desk) board() made {
	d.Helper()
	m := made{id: board.ID(name()), owner: d.user()}
	m.link = secret("link of " + string(m.id))
	b := board.NewBoard{
		ID: m.id, Owner: m.owner, Title: "A title", Epoch: "epoch-" + name()[:10], Now: start,
		Payload: []byte(`{"ops":[]}`), Link: m.link, LinkID: "lfirst",
	}
	rand.Read(b.Salt[:])
	d.must(d.CreateBoard(d.ctx, b))
	log, err := d.Log(d.ctx, m.id, 0, 10)
	d.must(err)
	if len(log) != 1 {
		d.Fatalf("a new board has %d rows", len(log))
	}
	m.first = log[0]
	return m
}

// newLink is a link without any terms but its role. Its name is made of its secret.
func newLink(secret [32]byte, role board.Role) board.NewLink {
	return board.NewLink{ID: board.LinkID(fmt.Sprintf("l%x", secret[:8])), Secret: secret, LinkTerms: board.LinkTerms{Role: role}}
}

// hand is a client of a board, and what it sends next.
type hand struct {
	board board.ID
	user  board.UserID
	board.Entry
	n int64
}

func (d *desk) enter(m made, user board.UserID) *hand {
	d.Helper()
	e, err := d.Enter(d.ctx, m.id, user, secret(name()))
	d.must(err)
	return &hand{board: m.id, user: user, Entry: e, n: e.LastN}
}

// change is the hand's next change, saying text.
func (h *hand) change(text string) board.Pending {
	h.n++
	return h.numbered(h.n, text)
}

func (h *hand) numbered(n int64, text string) board.Pending {
	return board.Pending{User: h.user, Author: h.Author, Client: h.Client, N: n, Digest: board.Digest([]byte(text)), Payload: []byte(text)}
}

// refusal is the hand's next number, refused.
func (h *hand) refusal(text string) board.Pending {
	p := h.change(text)
	p.Payload = nil
	return p
}

func (d *desk) head(id board.ID) board.Head {
	d.Helper()
	h, err := d.Head(d.ctx, id)
	d.must(err)
	return h
}

// batch is a batch under the board's rights as they are.
func (d *desk) batch(id board.ID, items ...board.Pending) board.Batch {
	d.Helper()
	return board.Batch{Board: id, ACL: d.head(id).ACL, Now: start + 1, Items: items}
}

// append appends items to a board, which must not fail, and returns what became of them.
func (d *desk) append(id board.ID, items ...board.Pending) []board.ItemOutcome {
	d.Helper()
	out := d.Append(d.ctx, []board.Batch{d.batch(id, items...)})
	if len(out) != 1 || out[0].Err != nil {
		d.Fatalf("append: %+v", out)
	}
	if len(out[0].Items) != len(items) {
		d.Fatalf("%d outcomes for %d items", len(out[0].Items), len(items))
	}
	return out[0].Items
}

// log reads the whole log and checks that it is one: numbered without a gap, chained, ending in the head.
func (d *desk) log(id board.ID) []board.Record {
	d.Helper()
	var all []board.Record
	for {
		part, err := d.Log(d.ctx, id, board.Seq(len(all)), 1000)
		d.must(err)
		if len(part) == 0 {
			break
		}
		all = append(all, part...)
	}
	d.must(chained(id, all))
	head := d.head(id)
	last := all[len(all)-1]
	if head.Seq != last.Seq || head.Hash != last.Hash || head.Time != last.Time {
		d.Fatalf("head %+v, last row %d %x %d", head, last.Seq, last.Hash, last.Time)
	}
	return all
}

// chained checks that rows are a log from its first row on.
func chained(id board.ID, rows []board.Record) error {
	var hash board.Hash
	var time int64
	names := map[string]bool{}
	for i, r := range rows {
		if r.Seq != board.Seq(i+1) {
			return fmt.Errorf("row %d has seq %d", i+1, r.Seq)
		}
		if hash = board.Chain(hash, id, r); hash != r.Hash {
			return fmt.Errorf("row %d breaks the chain", r.Seq)
		}
		if r.Time < time {
			return fmt.Errorf("row %d goes back in time", r.Seq)
		}
		time = r.Time
		name := fmt.Sprint(r.Client, "/", r.N)
		if names[name] {
			return fmt.Errorf("client/n %s is stored twice", name)
		}
		names[name] = true
	}
	return nil
}

// opens asks whether a link opens a board.
func (d *desk) opens(id board.ID, link [32]byte) error {
	_, err := d.Opens(d.ctx, id, link)
	return err
}
