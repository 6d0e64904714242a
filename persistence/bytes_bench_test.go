package persistence_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// BenchmarkBytesOfAChange lives a board's life, half of it strokes of 50 points, the rest moves and removals, and reports what the databases take for
// each change: for the log, and for the snapshots of it, which are its keyframes (as rooms place them, 16 at most) and the newest three. Once is enough:
//
//	scripts/with-postgres.sh go test ./persistence -run '^$' -bench BytesOfAChange -benchtime 1x
func BenchmarkBytesOfAChange(b *testing.B) {
	for _, changes := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("sqlite/changes=%d", changes), func(b *testing.B) {
			for b.Loop() {
				folder := b.TempDir()
				db, err := sql.Open("sqlite", filepath.Join(folder, "drawingroom.db"))
				if err != nil {
					b.Fatal(err)
				}
				pages := func(string) (n int64) {
					if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
						b.Fatal(err)
					}
					if err := db.QueryRow("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&n); err != nil {
						b.Fatal(err)
					}
					return n
				}
				benchBytes(b, persistence.Config{Folder: folder}, changes, pages)
				db.Close()
			}
		})
		b.Run(fmt.Sprintf("postgres/changes=%d", changes), func(b *testing.B) {
			for b.Loop() {
				address := postgresAddress(b)
				db, err := sql.Open("pgx", address)
				if err != nil {
					b.Fatal(err)
				}
				relation := func(table string) (n int64) {
					if err := db.QueryRow("SELECT pg_total_relation_size($1::regclass)", table).Scan(&n); err != nil {
						b.Fatal(err)
					}
					return n
				}
				benchBytes(b, persistence.Config{URL: address}, changes, relation)
				db.Close()
			}
		})
	}
}

// benchBytes takes size before and after each part: of a table alone, or of the whole database.
func benchBytes(b *testing.B, c persistence.Config, changes int, size func(table string) int64) {
	s, err := persistence.Open(context.Background(), c)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	benchBoard(b, s, 0)
	l := &benchLife{random: rand.New(rand.NewPCG(1, 1))}
	before := size("changes")
	const each = 100
	var n int64
	for done := 0; done < changes; done += each {
		batch := benchBatch(0, &n, each, nil)
		for i := range batch.Items {
			batch.Items[i].Payload = board.AppendChange(nil, board.Change{Ops: []board.Op{l.next()}})
			batch.Items[i].Digest = board.Digest(batch.Items[i].Payload)
		}
		if out := s.Append(context.Background(), []board.Batch{batch}); out[0].Err != nil {
			b.Fatal(out[0].Err)
		}
	}
	log := size("changes") - before
	before = size("snapshots")
	kept := benchKeyframes(b, s, board.Seq(changes))
	b.ReportMetric(float64(log)/float64(changes), "log-B/change")
	b.ReportMetric(float64(size("snapshots")-before)/float64(changes), "snapshots-B/change")
	b.ReportMetric(float64(kept), "snapshots")
	b.ReportMetric(0, "ns/op")
}

// benchKeyframes keeps what rooms would have kept of a board by now.
func benchKeyframes(b *testing.B, s *persistence.Store, changes board.Seq) (kept int) {
	ctx := context.Background()
	head, err := s.Head(ctx, benchID(0))
	if err != nil {
		b.Fatal(err)
	}
	apart := board.Seq(512)
	for head.Seq/apart > 16 {
		apart *= 2
	}
	played := board.New()
	for played.Seq() < head.Seq {
		rows, err := s.Log(ctx, benchID(0), played.Seq(), 1000)
		if err != nil || len(rows) == 0 {
			b.Fatal(len(rows), err)
		}
		for _, r := range rows {
			if r.Seq > 1 {
				change, err := board.DecodeChange(r.Version, r.Payload)
				if err != nil {
					b.Fatal(err)
				}
				played.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
			}
			at := board.Position{Epoch: head.Epoch, Seq: r.Seq, Hash: r.Hash}
			switch {
			case r.Seq%apart == 0:
				err = s.SaveKeyframe(ctx, benchID(0), head.ACL, apart, snapshot(at, played))
			case head.Seq-r.Seq < 1500 && r.Seq%500 == 0:
				err = s.SaveSnapshot(ctx, benchID(0), snapshot(at, played))
			default:
				continue
			}
			if err != nil {
				b.Fatal(err)
			}
			kept++
		}
	}
	return kept
}

type benchLife struct {
	random *rand.Rand
	ids    []board.ElementID
}

func (l *benchLife) next() board.Op {
	at := board.Value(fmt.Sprintf("[%d,%d]", l.random.IntN(2_000_000), l.random.IntN(1_000_000)))
	switch chance := l.random.IntN(20); {
	case chance < 10 || len(l.ids) == 0:
		id := board.ElementID(fmt.Sprintf("%016x", l.random.Uint64()))
		l.ids = append(l.ids, id)
		var points []string
		x, y, pressure := 300, 100, 50
		for range 50 {
			x, y, pressure = x+l.random.IntN(121)-60, y+l.random.IntN(121)-60, min(max(pressure+l.random.IntN(5)-2, 1), 100)
			points = append(points, fmt.Sprintf("%d,%d,%d,%d", x, y, pressure, 8+l.random.IntN(2)))
		}
		return board.Put{ID: id, Props: board.Props{
			{Path: "at", Value: at}, {Path: "colour", Value: `"ink"`}, {Path: "kind", Value: `"stroke"`},
			{Path: "points", Value: board.Value("[" + strings.Join(points, ",") + "]")}, {Path: "thickness", Value: "400"},
		}}
	case chance < 18:
		return board.Set{ID: l.any(), Props: board.Props{{Path: "at", Value: at}}}
	default:
		return board.Remove{ID: l.any()}
	}
}

func (l *benchLife) any() board.ElementID { return l.ids[l.random.IntN(len(l.ids))] }
