package board_test

import (
	"testing"

	"drawingroom/rooms/board"
)

// TestC61_a_struck_row_keeps_the_chain: what is kept of a row when salt and payload go gives the same hash, and nothing else does.
func TestC61_a_struck_row_keeps_the_chain(t *testing.T) {
	row := board.Record{Seq: 7, Author: 2, Client: 3, N: 4, Time: 5, Version: 1, Salt: [16]byte{9}, Payload: []byte("secret")}
	hash := board.Chain(board.Hash{1}, "board", row)
	struck := row
	struck.Sealed, struck.Salt, struck.Payload = row.Seal(), [16]byte{}, nil
	if !struck.Struck() || !struck.Silent() || board.Chain(board.Hash{1}, "board", struck) != hash {
		t.Error("the chain does not hold")
	}
	for name, spoil := range map[string]func(*board.Record){
		"emptied only":           func(r *board.Record) { r.Sealed = board.Sealed{} },
		"another seal":           func(r *board.Record) { r.Sealed[31] ^= 1 },
		"something else is told": func(r *board.Record) { r.Payload = []byte("other") },
	} {
		r := struck
		spoil(&r)
		if board.Chain(board.Hash{1}, "board", r) == hash {
			t.Error(name)
		}
	}
	if c, err := struck.Change(); err != nil || len(c.Ops) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestMarksAreReadStrictly(t *testing.T) {
	good := board.AppendMark(nil, []board.Seq{2, 5, 9})
	if seqs, ok := (board.Record{Seq: 10, Payload: good}).Mark(); !ok || len(seqs) != 3 || seqs[2] != 9 {
		t.Errorf("%s: %v %v", good, seqs, ok)
	}
	for _, bad := range []string{
		`{"struck":[]}`, `{"struck":[1]}`, `{"struck":[0]}`, `{"struck":[-3]}`, `{"struck":[10]}`, `{"struck":[11]}`, `{"struck":[5,5]}`, `{"struck":[5,4]}`,
		`{"struck":[5.5]}`, `{"struck":["5"]}`, `{"struck":[5],"by":1}`, `{"struck":[5]`, `{"struck":[5]}x`, `{"struck": [5]}`, `{"ops":[]}`, ``,
	} {
		if seqs, ok := (board.Record{Seq: 10, Payload: []byte(bad)}).Mark(); ok {
			t.Errorf("%s is taken for a mark of %v", bad, seqs)
		}
	}
}
