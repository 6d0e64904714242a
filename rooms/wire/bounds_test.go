package wire

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// dearest are frames of a client, of about so many bytes, each made to cost the decoder as much as its kind can.
var dearest = map[string]func(size int) string{
	"many messages":            func(size int) string { return framed(strings.Repeat(`{"t":"beat"},`, min(MaxMessages, size/13))) },
	"more messages than taken": func(size int) string { return framed(strings.Repeat(`{},`, size/3)) },
	"empty lists":              func(size int) string { return framed(strings.Repeat(`[],`, size/3)) },
	"lists in lists": func(size int) string {
		return framed(strings.Repeat(strings.Repeat("[", maxDepth-1)+strings.Repeat("]", maxDepth-1)+",", size/(2*maxDepth)))
	},
	"deeper than taken":             func(size int) string { return strings.Repeat("[", size/2) + strings.Repeat("]", size/2) },
	"objects that are never closed": func(size int) string { return strings.Repeat(`[{"a":`, size/6) },
	"keys":                          func(size int) string { return `[{"t":"hello",` + numbered(size/12, `"key-%07d":1`) + `}]` },
	"keys that are one, escaped": func(size int) string {
		return `[{` + numbered(size/20, `"\u006b\u0065%06d":1`) + `,"ke000001":2}]`
	},
	"long keys": func(size int) string { return `[{"` + strings.Repeat("k", size) + `":1}]` },
	"escapes":   func(size int) string { return `[{"t":"token","token":"` + strings.Repeat(`\u00e9`, size/6) + `"}]` },
	"surrogate pairs": func(size int) string {
		return `[{"t":"token","token":"` + strings.Repeat(`\ud83d\ude00`, size/12) + `"}]`
	},
	"half a pair":       func(size int) string { return `["` + strings.Repeat(`\ud83d\ude00`, size/12) + `\ud83d"]` },
	"a number's digits": func(size int) string { return `[{"t":"change","n":` + strings.Repeat("9", size) + `,"ops":[]}]` },
	"a number's zeros": func(size int) string {
		return `[{"t":"change","n":0.` + strings.Repeat("0", size) + `1e` + fmt.Sprint(size) + `,"ops":[]}]`
	},
	"numbers as written": func(size int) string {
		return put(`"at":[` + strings.TrimSuffix(strings.Repeat("1e2,", size/4), ",") + `]`)
	},
	"blanks": func(size int) string { return "[" + strings.Repeat(" ", size) + `{"t":"beat"}]` },
	"points": func(size int) string {
		return put(`"kind":"stroke","points":[` + strings.TrimSuffix(strings.Repeat("1,1,1,1,", size/8), ",") + `]`)
	},
	"a gesture's points": func(size int) string {
		return `[{"t":"presence","gesture":{"id":"gesture-1","ids":["stroke-01"],"from":0,"points":[` + strings.TrimSuffix(strings.Repeat("1,1,1,1,", min(10_000, size/8)), ",") + `]}}]`
	},
	"ops": func(size int) string {
		return `[{"t":"change","n":1,"ops":[` + numbered(size/40, `{"op":"remove","id":"element-%07d"}`) + `]}]`
	},
	"ops unknown": func(size int) string {
		return `[{"t":"change","n":1,"ops":[` + numbered(size/40, `{"op":"what-is","id":"element-%07d"}`) + `]}]`
	},
	"props":          func(size int) string { return put(numbered(size/24, `"text/run-%07d":"x"`)) },
	"props unsorted": func(size int) string { return put(numbered(size/24, `"text/%07[2]d-run":"x"`)) },
	"a text":         func(size int) string { return put(`"text/p1":"` + strings.Repeat(`\n`, size/2) + `"`) },
	"text in refusals": func(size int) string {
		return framed(strings.Repeat(`{"t":"change","n":1,"ops":[{"op":"put","id":"element-1","props":{"kind":"no-such"}}]},`, min(MaxMessages, size/86)))
	},
	"a selection": func(size int) string {
		return `[{"t":"presence","selection":[` + numbered(size/18, `"element-%07d"`) + `]}]`
	},
}

func framed(items string) string { return "[" + strings.TrimSuffix(items, ",") + "]" }

func put(props string) string {
	return `[{"t":"change","n":1,"ops":[{"op":"put","id":"element-1","props":{` + props + `}}]}]`
}

// numbered is so many items, each with its number (and, as the second argument, counted downwards).
func numbered(n int, form string) string {
	items := make([]string, n)
	for i := range items {
		if items[i] = fmt.Sprintf(form, i, n-i); strings.Contains(form, "[2]") {
			continue
		}
		items[i], _, _ = strings.Cut(items[i], "%!(EXTRA")
	}
	return strings.Join(items, ",")
}

// C63: the most that reading a frame may take, in bytes of memory: all that is taken while it is read, what is let go again included.
const mostMemory = 16 << 20

// TestC63_a_frame_costs_bounded_memory: whatever a client sends, reading it takes no more than 16 MiB, and what it takes grows as the frame does. How long
// each takes is BenchmarkDearestFrames.
func TestC63_a_frame_costs_bounded_memory(t *testing.T) {
	for name, of := range dearest {
		small, large := []byte(of(MaxClientFrame/4-200)), []byte(of(MaxClientFrame-200))
		a, b := memoryOf(func() { DecodeClientFrame(small) }), memoryOf(func() { DecodeClientFrame(large) })
		if len(large) > 2<<20 || b > mostMemory {
			t.Errorf("%s: %d bytes are read in %d bytes of memory", name, len(large), b)
		}
		// Four times the frame: four times the memory, and what lists grow by.
		if b > 8*a+1<<20 {
			t.Errorf("%s: %d bytes take %d, %d take %d", name, len(small), a, len(large), b)
		}
		t.Logf("%-30s %7d bytes: %8d of memory, %5.1f a byte", name, len(large), b, float64(b)/float64(len(large)))
	}
	if len(dearest) < 20 {
		t.Errorf("%d frames", len(dearest))
	}
}

// TestC63_a_change_costs_bounded_memory: judging a change that was read, writing it, and applying it to a board.
func TestC63_a_change_costs_bounded_memory(t *testing.T) {
	changes := 0
	for name, of := range dearest {
		messages, _ := DecodeClientFrame([]byte(of(MaxClientFrame - 200)))
		for _, m := range messages {
			c, is := m.(Change)
			if !is {
				continue
			}
			changes++
			b := board.New()
			if got := memoryOf(func() {
				payload := board.AppendChange(nil, c.Change)
				again, err := board.DecodeChange(board.Version, payload)
				if err == nil {
					board.Judge(again)
					b.Apply(board.Stamp{Seq: 1, Author: 1}, again.Ops)
				}
			}); got > mostMemory {
				t.Errorf("%s: %d bytes of memory", name, got)
			}
			break
		}
	}
	if changes < 5 {
		t.Errorf("%d of the frames hold a change", changes)
	}
}

// memoryOf is how many bytes of memory something asks for.
func memoryOf(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkDearestFrames tells how long the dearest frames take: C63 asks for 100 ms at most.
func BenchmarkDearestFrames(b *testing.B) {
	for name, of := range dearest {
		b.Run(name, func(b *testing.B) {
			frame := []byte(of(MaxClientFrame - 200))
			b.SetBytes(int64(len(frame)))
			b.ReportAllocs()
			for b.Loop() {
				DecodeClientFrame(frame)
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/frame")
		})
	}
}
