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
func (sink) Received() int64                          { return 0 }
func (sink) Version() wire.Version                    { return wire.Newest }

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

// sleeper is a connection whose writes never return, as one whose page reads nothing.
type sleeper struct {
	sink
	over chan struct{}
}

func (s sleeper) Write(context.Context, []byte) error { <-s.over; return context.Canceled }

// BenchmarkFanOutBesideASleeper is C29's figure: what a change costs 50 members while one more never reads, beside what it costs without.
func BenchmarkFanOutBesideASleeper(b *testing.B) {
	for name, asleep := range map[string]int{"all read": 0, "one never reads": 1} {
		b.Run(name, func(b *testing.B) {
			rm, _ := benchRoom(50)
			over := make(chan struct{})
			for range asleep {
				s := &session{reg: rm.reg, conn: sleeper{over: over}, id: "asleep", room: rm, gate: make(chan struct{}, 1)}
				rm.enter(joining{s: s}).standing = live{}
			}
			ops := []board.Op{board.Put{ID: "element-1", Props: board.Props{{Path: "kind", Value: `"rectangle"`}}}}
			payload := board.AppendChange(nil, board.Change{Ops: ops})
			b.ReportAllocs()
			for i := range b.N {
				rm.apply(board.Record{Seq: board.Seq(i + 1), Payload: payload}, ops)
				rm.now += time.Second
				rm.tellNow()
			}
			close(over)
			rm.reg.writers.Wait()
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/50, "ns/member")
		})
	}
}
