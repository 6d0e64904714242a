package board_test

import (
	"encoding/hex"
	"testing"

	"drawingroom/rooms/board"
)

func row() board.Record {
	r := board.Record{Seq: 9, Author: 2, Client: 3, N: 5, Time: 1790000000000, Version: 1, Payload: []byte(`{"ops":[{"op":"remove","id":"aaaaaaaa"}]}`)}
	for i := range r.Salt {
		r.Salt[i] = 7
	}
	return r
}

var prev = board.Hash{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}

// TestChain: the hash is the one that another program makes of the same row by the words of Chain's comment.
func TestChain(t *testing.T) {
	got := board.Chain(prev, "board-123", row())
	if want := "52b18617a00a4fb1196610a7be9118b7"; hex.EncodeToString(got[:]) != want {
		t.Errorf("chain hash %x, want %s", got, want)
	}
	digest := board.Digest(row().Payload)
	if want := "1efd2d236008ebc413fcb2dabc3339b1"; hex.EncodeToString(digest[:]) != want {
		t.Errorf("digest %x, want %s", digest, want)
	}
}

// TestChainHoldsEverything: no part of a row can be another without the hash being another; the row's own Hash does not enter.
func TestChainHoldsEverything(t *testing.T) {
	base := board.Chain(prev, "board-123", row())
	changes := map[string]func(r *board.Record){
		"seq": func(r *board.Record) { r.Seq++ }, "author": func(r *board.Record) { r.Author++ }, "client": func(r *board.Record) { r.Client++ },
		"n": func(r *board.Record) { r.N++ }, "time": func(r *board.Record) { r.Time++ }, "version": func(r *board.Record) { r.Version++ },
		"salt": func(r *board.Record) { r.Salt[3]++ }, "payload": func(r *board.Record) { r.Payload[3]++ },
	}
	for name, change := range changes {
		r := row()
		change(&r)
		if board.Chain(prev, "board-123", r) == base {
			t.Errorf("another %s, and the same hash", name)
		}
	}
	r := row()
	r.Hash = board.Hash{1}
	if board.Chain(prev, "board-123", r) != base || board.Chain(board.Hash{}, "board-123", r) == base || board.Chain(prev, "board-124", r) == base {
		t.Error("the row's own hash enters, or the board's or the last hash does not")
	}
}
