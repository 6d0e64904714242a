package storetest

import (
	"errors"
	"math/rand/v2"

	"drawingroom/rooms/board"
)

func rowsAreChained(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	late := d.batch(m.id, h.change("a"), h.change("b"))
	late.Now = start + 5000
	early := d.batch(m.id, h.change("c"))
	early.Now = start - 5000 // a clock that was put back
	out := d.Append(d.ctx, []board.Batch{late, early})
	for _, o := range out {
		d.must(o.Err)
	}
	log := d.log(m.id)
	if len(log) != 4 {
		d.Fatalf("%d rows", len(log))
	}
	if first := log[0]; first.Author != 0 || first.Client != 0 || first.N != 1 || first.Time != start || first.Version != board.Version {
		d.Errorf("first row: %+v", first)
	}
	last := log[3]
	if last.Time != start+5000 || last.Author != h.Author || last.Client != h.Client || last.N != 3 || string(last.Payload) != "c" {
		d.Errorf("last row: %+v", last)
	}
	if got := out[1].Items[0].Record; got.Hash != last.Hash || got.Seq != 4 || got.Salt != last.Salt {
		d.Errorf("answered %+v, stored %+v", got, last)
	}
	if log[1].Salt == log[2].Salt {
		d.Error("two rows have the same salt")
	}
}

func restartKeepsEverything(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	d.append(m.id, h.change("a"), h.refusal("b"), h.change("c"))
	before, head := d.log(m.id), d.head(m.id)
	d.reopen()
	after := d.log(m.id)
	if len(after) != len(before) || d.head(m.id) != head {
		d.Fatalf("head %+v before, %+v after", head, d.head(m.id))
	}
	if got := d.append(m.id, h.change("d"))[0]; got.Stored != board.Appended || got.Record.Seq != 4 {
		d.Errorf("goes on with %+v", got)
	}
}

// sendingAgain goes through every pair of what was sent first and what is sent again.
func sendingAgain(d *desk) {
	for _, test := range []struct {
		name          string
		first, second string // "" is a refusal of "x"
		want          board.Stored
	}{
		{"the same", "a", "a", board.Duplicate},
		{"another content", "a", "b", board.Conflict},
		{"refused, then as a change", "", "x", board.Used},
		{"refused, then another", "", "y", board.Used},
		{"refused twice", "", "", board.Used},
		{"stored, then refused", "x", "", board.Duplicate}, // rights lost between: it stands
		{"stored, then another refused", "a", "", board.Conflict},
	} {
		for _, laterOnes := range []int{0, 2} {
			m := d.board()
			h := d.enter(m, m.owner)
			item := func(text string) board.Pending {
				if text != "" {
					return h.numbered(1, text)
				}
				p := h.numbered(1, "x")
				p.Payload = nil
				return p
			}
			first := d.append(m.id, item(test.first))[0]
			h.n = 1
			for range laterOnes {
				d.append(m.id, h.change("later"))
			}
			rows := len(d.log(m.id))
			got := d.append(m.id, item(test.second))[0]
			if got.Stored != test.want || got.Expected != h.n+1 {
				d.Errorf("%s, %d later: %+v", test.name, laterOnes, got)
			}
			if got.Stored == board.Duplicate && (got.Record.Seq != first.Record.Seq || got.Record.Time != first.Record.Time) {
				d.Errorf("%s: the original is at %d, told %d", test.name, first.Record.Seq, got.Record.Seq)
			}
			if len(d.log(m.id)) != rows {
				d.Errorf("%s: a row was added", test.name)
			}
			// Whoever sent it goes on as if nothing had been.
			if next := d.append(m.id, h.change("next"))[0]; next.Stored != board.Appended {
				d.Errorf("%s: next is %+v", test.name, next)
			}
		}
	}
	m := d.board()
	h := d.enter(m, m.owner)
	out := d.append(m.id, h.numbered(1, "a"), h.numbered(1, "a"), h.numbered(1, "b"), h.numbered(3, "c"), h.numbered(2, "d"))
	for i, want := range []board.Stored{board.Appended, board.Duplicate, board.Conflict, board.Gap, board.Appended} {
		if out[i].Stored != want {
			d.Errorf("within a batch, item %d: %+v", i, out[i])
		}
	}
	if out[1].Record.Seq != 2 || out[3].Expected != 2 || out[4].Expected != 3 {
		d.Errorf("within a batch: %+v", out)
	}
}

func refusalUsesNumber(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	out := d.append(m.id, h.refusal("a"))[0]
	if out.Stored != board.Appended || out.Record.Seq != 0 || out.Expected != 2 {
		d.Errorf("refusal: %+v", out)
	}
	if len(d.log(m.id)) != 1 {
		d.Error("a refusal has a row")
	}
	d.reopen()
	if got := d.append(m.id, h.numbered(1, "a"))[0]; got.Stored != board.Used || got.Expected != 2 {
		d.Errorf("after a restart: %+v", got)
	}
	if got := d.append(m.id, h.numbered(3, "c"))[0]; got.Stored != board.Gap || got.Expected != 2 {
		d.Errorf("gap: %+v", got)
	}
}

func badBatch(d *desk) {
	one, two, three := d.board(), d.board(), d.board()
	a, b, c := d.enter(one, one.owner), d.enter(two, two.owner), d.enter(three, three.owner)
	wrongRights := d.batch(two.id, b.change("b"))
	wrongRights.ACL--
	out := d.Append(d.ctx, []board.Batch{
		d.batch(one.id, a.change("a")),
		wrongRights,
		{Board: "no-such-board", Items: []board.Pending{b.numbered(1, "x")}},
		d.batch(three.id, c.change("c")),
		d.batch(one.id, a.change("a2")),
	})
	for i, want := range []error{nil, board.ErrRights, board.ErrNoBoard, nil, nil} {
		if !errors.Is(out[i].Err, want) {
			d.Errorf("batch %d: %v, want %v", i, out[i].Err, want)
		}
	}
	if len(d.log(one.id)) != 3 || len(d.log(two.id)) != 1 || len(d.log(three.id)) != 2 {
		d.Errorf("rows: %d, %d, %d", len(d.log(one.id)), len(d.log(two.id)), len(d.log(three.id)))
	}
	if out[4].Head.Seq != 3 || out[4].Items[0].Record.Seq != 3 {
		d.Errorf("second batch of the same board: %+v", out[4])
	}
}

// randomHistories sends what clients in trouble send, and compares every answer with a model that keeps everything.
func randomHistories(d *desk) {
	seed := rand.Uint64()
	d.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1))
	m := d.board()
	hands := []*hand{d.enter(m, m.owner), d.enter(m, m.owner), d.enter(m, m.owner)}
	texts := []string{"a", "b"}
	type was struct {
		text string // "" for a refusal
		seq  board.Seq
	}
	history := map[board.Client][]was{}
	seq := board.Seq(1)
	count := map[board.Stored]int{}
	for range 300 {
		var items []board.Pending
		var want []board.ItemOutcome
		for range 1 + random.IntN(5) {
			h := hands[random.IntN(len(hands))]
			past := history[h.Client]
			n := int64(len(past)) + 1 - int64(random.IntN(6)) + 2*int64(random.IntN(2))*int64(random.IntN(2))
			n = max(n, 1)
			text := texts[random.IntN(len(texts))]
			item := h.numbered(n, text)
			if random.IntN(5) == 0 {
				item.Payload = nil
			}
			var out board.ItemOutcome
			switch {
			case n > int64(len(past))+1:
				out.Stored = board.Gap
			case n <= int64(len(past)) && past[n-1].text == "":
				out.Stored = board.Used
			case n <= int64(len(past)) && past[n-1].text != text:
				out.Stored = board.Conflict
			case n <= int64(len(past)):
				out.Stored, out.Record.Seq = board.Duplicate, past[n-1].seq
			case item.Payload == nil:
				history[h.Client] = append(past, was{})
			default:
				seq++
				out.Record.Seq = seq
				history[h.Client] = append(past, was{text, seq})
			}
			out.Expected = int64(len(history[h.Client])) + 1
			count[out.Stored]++
			items, want = append(items, item), append(want, out)
		}
		for i, got := range d.append(m.id, items...) {
			if got.Stored != want[i].Stored || got.Expected != want[i].Expected || got.Record.Seq != want[i].Record.Seq {
				d.Fatalf("seed %d: %+v: got %+v, want %+v", seed, items[i], got, want[i])
			}
		}
	}
	if got := len(d.log(m.id)); got != int(seq) {
		d.Errorf("seed %d: %d rows, want %d", seed, got, seq)
	}
	for _, kind := range []board.Stored{board.Appended, board.Duplicate, board.Used, board.Conflict, board.Gap} {
		if count[kind] == 0 {
			d.Errorf("seed %d: outcome %d was never exercised", seed, kind)
		}
	}
	d.Logf("exercised %v", count)
}

func unluckyBytes(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	large := make([]byte, 256<<10)
	rand.NewChaCha8([32]byte{1}).Read(large)
	var want [][]byte
	for _, payload := range [][]byte{{}, {0}, all, []byte("\xff\xfe"), []byte(`{"a":"\u0000"}`), []byte("'; DROP TABLE changes; --"), []byte("[1e131000]"), large} {
		item := h.change(string(payload))
		if item.Payload == nil {
			item.Payload = []byte{}
		}
		if got := d.append(m.id, item)[0]; got.Stored != board.Appended {
			d.Fatalf("%q: %+v", payload[:min(len(payload), 20)], got)
		}
		want = append(want, payload)
	}
	d.reopen()
	for i, r := range d.log(m.id)[1:] {
		if string(r.Payload) != string(want[i]) {
			d.Errorf("payload %d came back as %d bytes", i, len(r.Payload))
		}
	}
}

func boundedLog(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	text := string(make([]byte, 100<<10))
	for range 10 {
		items := make([]board.Pending, 10)
		for i := range items {
			items[i] = h.change(text)
		}
		d.append(m.id, items...)
	}
	part, err := d.Log(d.ctx, m.id, 0, 1000)
	d.must(err)
	size := 0
	for _, r := range part {
		size += len(r.Payload)
	}
	if size < 4<<20-len(text) || size > 4<<20+len(text) {
		d.Errorf("%d bytes in one answer", size)
	}
	for _, limit := range []int{1, 7, 70, 0} {
		if part, err := d.Log(d.ctx, m.id, 5, limit); err != nil || len(part) > limit || (limit > 0 && part[0].Seq != 6) {
			d.Errorf("limit %d: %d rows, %v", limit, len(part), err)
		}
	}
	if part, err := d.Log(d.ctx, m.id, 101, 10); err != nil || len(part) != 0 {
		d.Errorf("after the head: %d rows, %v", len(part), err)
	}
	if _, err := d.Log(d.ctx, "no-such-board", 0, 10); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
	d.log(m.id)
}

func rowsStand(d *desk) {
	m := d.board()
	for _, statement := range []string{
		"UPDATE changes SET seq = seq + 1", "UPDATE changes SET payload = hash", "UPDATE changes SET author = 9",
		"UPDATE changes SET hash = salt", "DELETE FROM changes",
		"TRUNCATE changes", // which SQLite does not know at all
	} {
		if _, err := d.place.SQL.ExecContext(d.ctx, statement); err == nil {
			d.Errorf("%s went through", statement)
		}
	}
	log := d.log(m.id)
	log[0].Payload = []byte("something else")
	if chained(m.id, log) == nil {
		d.Error("a changed payload does not break the chain")
	}
}
