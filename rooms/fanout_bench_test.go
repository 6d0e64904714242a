package rooms

import (
	"context"
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// sink is a connection that takes everything at once.
type sink struct{}

func (sink) Read(ctx context.Context) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() }
func (sink) Write(context.Context, []byte) error      { return nil }
func (sink) Close(wire.Close, string)                 {}

// benchRoom is a room with members, run by the benchmark's own goroutine.
func benchRoom(n int) (*room, []*member) {
	reg := New(Config{})
	rm := newRoom(reg, "board-of-bench")
	rm.board = board.New()
	var members []*member
	for i := range n {
		s := &session{reg: reg, conn: sink{}, id: wire.SessionID(fmt.Sprintf("n%d", i)), room: rm, gate: make(chan struct{}, 1)}
		m := rm.enter(joining{s: s})
		m.standing = live{}
		members = append(members, m)
	}
	rm.now = time.Hour
	rm.tell()
	reg.writers.Wait()
	return rm, members
}

var roomSizes = []int{10, 50, 200, 1000}

// BenchmarkFanOutCursors moves every hand once and tells everyone: encoding, offering, and the writers, without sockets.
func BenchmarkFanOutCursors(b *testing.B) {
	for _, n := range roomSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rm, members := benchRoom(n)
			b.ReportAllocs()
			for i := range b.N {
				for _, m := range members {
					at := wire.Point{int64(i), 1000}
					rm.hands.move(m.hand, wire.Presence{Cursor: wire.Optional[wire.Point]{Set: true, Value: &at}}, rm.now)
				}
				rm.now += time.Second
				rm.tell()
				rm.reg.writers.Wait()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/member")
		})
	}
}

// BenchmarkFanOutChange applies one change and tells everyone.
func BenchmarkFanOutChange(b *testing.B) {
	put := func(i int) board.Change {
		id := board.ElementID(fmt.Sprintf("element-%08d", i))
		return board.Change{Ops: []board.Op{board.Put{ID: id, Props: board.Props{{Path: "at", Value: "[0,0]"}, {Path: "kind", Value: `"rectangle"`}}}}}
	}
	for _, n := range roomSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rm, _ := benchRoom(n)
			b.ReportAllocs()
			for i := range b.N {
				change := put(i)
				rm.apply(board.Record{Seq: rm.head.Seq + 1, N: 1, Payload: board.AppendChange(nil, change)}, change.Ops)
				rm.now += time.Second
				rm.tell()
				rm.reg.writers.Wait()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/member")
		})
	}
}
