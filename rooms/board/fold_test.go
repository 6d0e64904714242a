package board_test

import (
	"testing"

	"drawingroom/rooms/board"
)

// TestAMarkOfAFoldDoesNothing: it can be read back, is a change that has no effect on any board, and no client may send it.
func TestAMarkOfAFoldDoesNothing(t *testing.T) {
	mark := board.FoldMark{To: 41, Hash: board.Hash{1, 2}, State: board.Hash{3, 0xff}, When: 1_790_000_000_000}
	row := board.Record{Seq: 42, N: 2, Version: board.Version, Payload: board.AppendFold(nil, mark)}
	if got, ok := row.Fold(); !ok || got != mark {
		t.Fatalf("%+v, %v", got, ok)
	}
	change, err := row.Change()
	if err != nil {
		t.Fatal(err)
	}
	if string(board.AppendChange(nil, change)) != string(row.Payload) || row.Silent() {
		t.Error("it is not a change like any other")
	}
	if board.Judge(change) == nil {
		t.Error("anybody may send it")
	}
	b := board.New()
	for seq, ops := range [][]board.Op{nil, {board.Put{ID: board.Settings, Props: board.Props{{Path: "kind", Value: `"board"`}}}}} {
		b.Apply(board.Stamp{Seq: board.Seq(seq + 1)}, ops)
		before := b.Hash()
		if effects := b.Apply(board.Stamp{Seq: 42}, change.Ops); effects[0].Did != board.Nothing || b.Hash() != before {
			t.Errorf("it did %+v", effects)
		}
	}
	if board.Judge(board.Change{Ops: []board.Op{board.Remove{ID: board.Settings}}}) == nil {
		t.Error("the settings can be removed, and a mark would bring them back")
	}
	for what, r := range map[string]board.Record{
		"by somebody":           {Seq: 42, Author: 1, Version: board.Version, Payload: row.Payload},
		"by a client":           {Seq: 42, Client: 1, Version: board.Version, Payload: row.Payload},
		"before what it folds":  {Seq: 41, Version: board.Version, Payload: row.Payload},
		"of nothing":            {Seq: 42, Version: board.Version, Payload: board.AppendFold(nil, board.FoldMark{})},
		"cut short":             {Seq: 42, Version: board.Version, Payload: row.Payload[:90]},
		"without hash or state": {Seq: 42, Version: board.Version, Payload: []byte(`{"ops":[{"op":"restore","id":"board-settings","props":{"folded":41}}]}`)},
	} {
		if m, ok := r.Fold(); ok {
			t.Errorf("%s: %+v", what, m)
		}
	}
}
