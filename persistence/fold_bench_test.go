package persistence_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// BenchmarkFold folds a whole life of so many changes (that of BenchmarkBytesOfAChange), and reports how long the longest of its transactions and all of them
// take, and what the database takes for each change before and after. Once is enough:
//
//	scripts/with-postgres.sh go test ./persistence -run '^$' -bench Fold -benchtime 1x
func BenchmarkFold(b *testing.B) {
	for _, changes := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("sqlite/changes=%d", changes), func(b *testing.B) {
			for b.Loop() {
				folder := b.TempDir()
				db, err := sql.Open("sqlite", filepath.Join(folder, "drawingroom.db"))
				if err != nil {
					b.Fatal(err)
				}
				benchFold(b, persistence.Config{Folder: folder}, changes, func() (n int64) {
					_, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
					if err == nil {
						err = db.QueryRow("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").Scan(&n)
					}
					if err != nil {
						b.Fatal(err)
					}
					return n
				})
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
				benchFold(b, persistence.Config{URL: address}, changes, func() (n int64) {
					if err := db.QueryRow("SELECT pg_database_size(current_database())").Scan(&n); err != nil {
						b.Fatal(err)
					}
					return n
				})
				db.Close()
			}
		})
	}
}

func benchFold(b *testing.B, c persistence.Config, changes int, size func() int64) {
	ctx := context.Background()
	s, err := persistence.Open(ctx, c)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	benchBoard(b, s, 0)
	l, played := &benchLife{random: rand.New(rand.NewPCG(1, 1))}, board.New()
	var head board.Head
	var n int64
	for done := 0; done < changes; done += 100 {
		batch := benchBatch(0, &n, 100, nil)
		for i := range batch.Items {
			op := l.next()
			played.Apply(board.Stamp{Seq: board.Seq(done + i + 2), Author: batch.Items[i].Author}, []board.Op{op})
			batch.Items[i].Payload = board.AppendChange(nil, board.Change{Ops: []board.Op{op}})
			batch.Items[i].Digest = board.Digest(batch.Items[i].Payload)
		}
		out := s.Append(ctx, []board.Batch{batch})
		if out[0].Err != nil {
			b.Fatal(out[0].Err)
		}
		head = out[0].Head
	}
	b.ReportMetric(float64(size())/float64(changes), "before-B/change")
	base := snapshot(head.Position, played)
	began := time.Now()
	if _, err := s.Fold(ctx, benchID(0), board.Folding{Base: base, ACL: head.ACL, Now: 1}); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(time.Since(began).Milliseconds()), "fold-ms")
	var all, longest time.Duration
	for more := true; more; {
		began := time.Now()
		if more, err = s.Empty(ctx, benchID(0)); err != nil {
			b.Fatal(err)
		}
		took := time.Since(began)
		all, longest = all+took, max(longest, took)
	}
	b.ReportMetric(float64(longest.Milliseconds()), "longest-ms")
	b.ReportMetric(float64(all.Milliseconds()), "emptying-ms")
	began = time.Now()
	if err := s.Shrink(ctx); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(time.Since(began).Milliseconds()), "shrinking-ms")
	b.ReportMetric(float64(size())/float64(changes), "after-B/change")
	b.ReportMetric(0, "ns/op")
}
