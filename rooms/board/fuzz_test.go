package board_test

import (
	"bytes"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/boardtest"
	"drawingroom/rooms/board/strict"
)

// FuzzDecodeChange: whatever the bytes are, there is a change or an error; a change reads back from its own encoding, and can be judged.
func FuzzDecodeChange(f *testing.F) {
	source := boardtest.NewSource(1, true)
	for range 300 {
		f.Add([]byte(source.Next().Raw))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := board.DecodeChange(board.Version, text)
		if err != nil {
			return
		}
		board.Judge(c)
		payload := board.AppendChange(nil, c)
		again, err := board.DecodeChange(board.Version, payload)
		if err != nil || !bytes.Equal(board.AppendChange(nil, again), payload) {
			t.Fatalf("%v: %s", err, payload)
		}
		if board.EncodedLen(c) != len(payload) {
			t.Fatalf("EncodedLen says %d of %s", board.EncodedLen(c), payload)
		}
	})
}

// FuzzApply: whatever changes come one after the other, Apply answers each op, and the board can be written and read back.
func FuzzApply(f *testing.F) {
	for seed := range uint64(20) {
		source := boardtest.NewSource(seed, true)
		f.Add([]byte(source.Next().Raw), []byte(source.Next().Raw), []byte(source.Next().Raw))
	}
	f.Fuzz(func(t *testing.T, first, second, third []byte) {
		b := board.New()
		for i, text := range [][]byte{first, second, third, second, first} {
			c, err := board.DecodeChange(board.Version, text)
			if err != nil {
				continue
			}
			at := board.Stamp{Seq: board.Seq(i + 1), Author: board.Author(i % 2)}
			if effects := b.Apply(at, c.Ops); len(effects) != len(c.Ops) {
				t.Fatalf("%d effects of %d ops", len(effects), len(c.Ops))
			}
		}
		if len(b.PaintOrder()) != b.Len() {
			t.Fatalf("%d of %d elements are painted", len(b.PaintOrder()), b.Len())
		}
		form := b.AppendCanonical(nil)
		if _, err := board.Restored(b.Seq(), form); err != nil {
			t.Fatalf("%v: %s", err, form)
		}
	})
}

// FuzzRestored: whatever the bytes are, there is an error, or a board whose form they are.
func FuzzRestored(f *testing.F) {
	door, source := boardtest.NewDoor(), boardtest.NewSource(5, false)
	for range 60 {
		f.Add(door.Board.AppendCanonical(nil))
		door.Ask(source.Next())
	}
	f.Fuzz(func(t *testing.T, form []byte) {
		b, err := board.Restored(1, form)
		if err != nil {
			return
		}
		if !bytes.Equal(b.AppendCanonical(nil), form) {
			t.Fatalf("%s was read as %s", form, b.AppendCanonical(nil))
		}
		if err := strict.Check(form, 10); err != nil {
			t.Fatalf("%s was read, but %v", form, err)
		}
	})
}
