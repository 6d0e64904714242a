package board_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/boardtest"
)

// failed are seeds that once failed: they are run each time.
var failed = []uint64{}

// seeds are the ones that failed, and a fresh one (or LAWS_SEED).
func seeds(t *testing.T) []uint64 {
	fresh := rand.Uint64N(1 << 32)
	if text := os.Getenv("LAWS_SEED"); text != "" {
		var err error
		if fresh, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("LAWS_SEED=%d", fresh)
	return append(slices.Clone(failed), fresh)
}

// every draws changes that can be decoded, a new board now and then, and hands each with the seq it is to have.
func every(t *testing.T, changes int, begin func(), ask func(at board.Stamp, c board.Change)) {
	for _, seed := range seeds(t) {
		var source *boardtest.Source
		seq := board.Seq(0)
		for i := range changes {
			if i%1000 == 0 {
				source, seq = boardtest.NewSource(seed+uint64(i), true), 0
				begin()
			}
			asked := source.Next()
			c, err := board.DecodeChange(board.Version, []byte(asked.Raw))
			if err != nil {
				continue
			}
			seq++
			ask(board.Stamp{Seq: seq, Author: board.Author(asked.Author)}, c)
		}
	}
}

// TestModel: Apply does what a much simpler model does (B1, B3, B5 … B12), and its form is the one that encoding/json would write (B14).
func TestModel(t *testing.T) {
	var b *board.Board
	var m *model
	counts := map[string]int{}
	every(t, 8000, func() { b, m = board.New(), newModel() }, func(at board.Stamp, c board.Change) {
		effects := effectsOf(b.Apply(at, c.Ops))
		for i, op := range c.Ops {
			want := m.apply(int64(at.Seq), int64(at.Author), op)
			if effects[i] != want {
				t.Fatalf("op %d of %s: %q, the model says %q", i, board.AppendChange(nil, c), effects[i], want)
			}
			counts[op.Name()+" "+want]++
		}
		if at.Seq%97 != 0 {
			return
		}
		if got, want := string(b.AppendCanonical(nil)), m.form(); got != want {
			t.Fatalf("after %d\n%s\nthe model is\n%s", at.Seq, got, want)
		}
		if got, want := fmt.Sprint(b.PaintOrder()), fmt.Sprint(m.paint()); got != want {
			t.Fatalf("painted %s, the model says %s", got, want)
		}
	})
	t.Log(counts)
	for _, what := range []string{
		"put done", "put part circle", "put nothing exists", "put nothing grave", "set done", "set part others", "set part circle", "set part full",
		"set nothing others", "set nothing circle", "set nothing grave", "set nothing absent", "remove done", "remove nothing others", "remove nothing grave",
		"remove nothing absent", "restore done", "restore nothing live", "restore nothing never", "restore nothing others",
	} {
		if counts[what] == 0 {
			t.Errorf("%s never happened", what)
		}
	}
}

// TestNothingIsNothing holds B2 op by op: what has no effect leaves the form as it was.
func TestNothingIsNothing(t *testing.T) {
	var b *board.Board
	asked := 0
	every(t, 4000, func() { b = board.New() }, func(at board.Stamp, c board.Change) {
		if len(c.Ops) > 20 || at.Seq > 300 {
			return
		}
		for _, op := range c.Ops {
			before := b.AppendCanonical(nil)
			effects := b.Apply(at, []board.Op{op})
			if effects[0].Did == board.Nothing {
				asked++
				if after := b.AppendCanonical(nil); !bytes.Equal(before, after) {
					t.Fatalf("%v by %+v changed\n%s\nto\n%s", effects[0], op, before, after)
				}
			}
		}
	})
	if asked == 0 {
		t.Error("every op had an effect")
	}
}

// TestSnapshotAndRest holds B4, and that Restored is the inverse of AppendCanonical: a board that is written and read back all the time ends
// as one that is not; a clone stays what it was.
func TestSnapshotAndRest(t *testing.T) {
	var whole, resumed, clone *board.Board
	var cloned board.StateHash
	n := 0
	begin := func() { whole, resumed = board.New(), board.New() }
	every(t, 6000, begin, func(at board.Stamp, c board.Change) {
		whole.Apply(at, c.Ops)
		resumed.Apply(at, c.Ops)
		if at.Seq%40 != 0 {
			return
		}
		n++
		if clone != nil && clone.Hash() != cloned {
			t.Fatal("a clone changed")
		}
		clone, cloned = whole.Clone(), whole.Hash()
		form := resumed.AppendCanonical(nil)
		again, err := board.Restored(at.Seq, form)
		if err != nil {
			t.Fatalf("%v: %s", err, form)
		}
		if again.Seq() != at.Seq || again.Hash() != whole.Hash() {
			t.Fatalf("at %d the resumed board is\n%s\nthe other\n%s", at.Seq, again.AppendCanonical(nil), whole.AppendCanonical(nil))
		}
		resumed = again
	})
	if n == 0 {
		t.Error("no board was restored")
	}
}

// TestChangeAndBack: a change reads back as it was written, and its length is known beforehand.
func TestChangeAndBack(t *testing.T) {
	n := 0
	every(t, 4000, func() {}, func(_ board.Stamp, c board.Change) {
		n++
		payload := board.AppendChange(nil, c)
		if got := board.EncodedLen(c); got != len(payload) {
			t.Fatalf("EncodedLen says %d, it is %d: %s", got, len(payload), payload)
		}
		again, err := board.DecodeChange(board.Version, payload)
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Fatalf("%v: %s became %+v", err, payload, again)
		}
	})
	if n == 0 {
		t.Error("nothing was read back")
	}
}

// TestNotCanonical: Restored refuses what is not exactly canonical.
func TestNotCanonical(t *testing.T) {
	for _, form := range []string{
		``, `{}`, `[]`, `null`, `{"elements":[]}`, `{"graves":[],"elements":[]}`, `{"elements":[],"graves":[]} `, `{"elements":[],"graves":[],"x":1}`,
		`{"elements":{},"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{},{}],["aaaaaaaa",1,[1,1],[1,1],{},{}]],"graves":[]}`,
		`{"elements":[["bbbbbbbb",1,[1,1],[1,1],{},{}],["aaaaaaaa",1,[1,1],[1,1],{},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{},{}]],"graves":[["aaaaaaaa",[1,1],1]]}`,
		`{"elements":[["aaaaaaaa",1.0,[1,1],[1,1],{},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"b":1,"a":1},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":null},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{},{"a":[1,1]}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":1e2},{}]],"graves":[]}`, `{"elements":[["short",1,[1,1],[1,1],{},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"parent":"aaaaaaaa"},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"parent":"bbbbbbbb"},{}],["bbbbbbbb",1,[1,1],[1,1],{"parent":"aaaaaaaa"},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":"\u0041"},{}]],"graves":[]}`, `{"elements":[],"graves":[["aaaaaaaa",[1],1]]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":[[[[1]]]]},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":{}},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":-0},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":9007199254740992},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":01},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":[1,]},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":"\/"},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":"\u000a"},{}]],"graves":[]}`,
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":"\u001F"},{}]],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{"a":"\u0000"},{}]],"graves":[]}`,
		"{\"elements\":[[\"aaaaaaaa\",1,[1,1],[1,1],{\"a\":\"\x01\"},{}]],\"graves\":[]}", "{\"elements\":[[\"aaaaaaaa\",1,[1,1],[1,1],{\"a\":\"\xff\"},{}]],\"graves\":[]}",
		`{"elements":[["aaaaaaaa",1,[1,1],[1,1],{},{}],],"graves":[]}`, `{"elements":[["aaaaaaaa",1,[1,1],[1,1],{},{}]]"graves":[]}`, `{"elements":[["aaaaaaaa",1`,
	} {
		if _, err := board.Restored(1, []byte(form)); err == nil {
			t.Errorf("%s was restored", form)
		}
	}
}
