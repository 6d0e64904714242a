package board_test

import (
	"fmt"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// crowded is a board of n strokes of 50 points.
func crowded(n int) *board.Board {
	points := "[" + strings.Repeat("12,-7,50,8,", 49) + "0,0,50,0]"
	b := board.New()
	for i := range n {
		b.Apply(board.Stamp{Seq: board.Seq(i + 1), Author: 1}, []board.Op{stroke(i, points)})
	}
	return b
}

func stroke(i int, points string) board.Op {
	return board.Put{ID: board.ElementID(fmt.Sprintf("element-%d", i)), Props: board.NewProps(
		board.Prop{Path: "kind", Value: `"stroke"`}, board.Prop{Path: "at", Value: board.Value(fmt.Sprintf("[%d,%d]", i*100, i%977))},
		board.Prop{Path: "points", Value: board.Value(points)}, board.Prop{Path: "colour", Value: `"ink"`},
		board.Prop{Path: "order", Value: board.TextValue(fmt.Sprintf("a%05d", i))},
	)}
}

func BenchmarkApplySet(b *testing.B) {
	for _, n := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			at := crowded(n)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				op := board.Set{ID: board.ElementID(fmt.Sprintf("element-%d", i%n)), Props: board.Props{{Path: "at", Value: "[5,5]"}}}
				at.Apply(board.Stamp{Seq: board.Seq(n + i), Author: 2}, []board.Op{op})
			}
		})
	}
}

func BenchmarkDoor(b *testing.B) {
	payload := board.AppendChange(nil, board.Change{Ops: []board.Op{stroke(1, "["+strings.Repeat("12,-7,50,8,", 49)+"0,0,50,0]")}})
	b.ReportAllocs()
	b.SetBytes(int64(len(payload)))
	for b.Loop() {
		c, err := board.DecodeChange(board.Version, payload)
		if err != nil || board.Judge(c) != nil {
			b.Fatal(err)
		}
		board.AppendChange(nil, c)
	}
}

func BenchmarkHash10000(b *testing.B) {
	at := crowded(10_000)
	for b.Loop() {
		at.Hash()
	}
}

func BenchmarkRestored10000(b *testing.B) {
	form := crowded(10_000).AppendCanonical(nil)
	b.SetBytes(int64(len(form)))
	for b.Loop() {
		if _, err := board.Restored(10_000, form); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkClone10000(b *testing.B) {
	at := crowded(10_000)
	for b.Loop() {
		at.Clone()
	}
}

func BenchmarkPaintOrder10000(b *testing.B) {
	at := crowded(10_000)
	for b.Loop() {
		at.PaintOrder()
	}
}
