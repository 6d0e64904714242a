package board_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// TestC63_a_snapshot_costs_memory_by_its_size: reading a board's form takes memory by its bytes, whether it holds strokes, many bare elements, graves or
// long texts, and whether it is whole or broken off.
func TestC63_a_snapshot_costs_memory_by_its_size(t *testing.T) {
	forms := map[string][]byte{
		"strokes":       crowded(2000).AppendCanonical(nil),
		"bare elements": bare(20_000, false).AppendCanonical(nil),
		"graves":        bare(20_000, true).AppendCanonical(nil),
		"a long text":   texts().AppendCanonical(nil),
	}
	for name, form := range forms {
		for what, given := range map[string][]byte{"whole": form, "broken off": form[:len(form)-1]} {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := board.Restored(1_000_000, given)
			runtime.ReadMemStats(&after)
			took := after.TotalAlloc - before.TotalAlloc
			if (err == nil) != (what == "whole") {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			if limit := uint64(16*len(given) + 1<<20); took > limit {
				t.Errorf("%s, %s: %d bytes are read in %d bytes of memory", name, what, len(given), took)
			}
			t.Logf("%-14s %-11s %8d bytes: %9d of memory, %4.1f a byte", name, what, len(given), took, float64(took)/float64(len(given)))
		}
	}
}

func bare(n int, gone bool) *board.Board {
	b := board.New()
	for i := range n {
		id := board.ElementID(fmt.Sprintf("element-%d", i))
		b.Apply(board.Stamp{Seq: board.Seq(2*i + 1), Author: 1}, []board.Op{board.Put{ID: id, Props: board.Props{{Path: "kind", Value: `"rectangle"`}}}})
		if gone {
			b.Apply(board.Stamp{Seq: board.Seq(2*i + 2), Author: 1}, []board.Op{board.Remove{ID: id}})
		}
	}
	return b
}

func texts() *board.Board {
	b := board.New()
	for i := range 100 {
		b.Apply(board.Stamp{Seq: board.Seq(i + 1), Author: 1}, []board.Op{board.Put{ID: board.ElementID(fmt.Sprintf("element-%d", i)), Props: board.NewProps(
			board.Prop{Path: "kind", Value: `"text"`}, board.Prop{Path: "text/p1", Value: board.TextValue(strings.Repeat("é\n\"", 1000))},
		)}})
	}
	return b
}
