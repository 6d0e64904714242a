package persistence_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// BenchmarkAppend stores changes of 200 bytes on 50 boards, as rooms do: so many boards in an append, so many changes a board.
// b.N counts appends; changes/s and the p99 of an append are reported.
func BenchmarkAppend(b *testing.B) {
	stores := map[string]func(testing.TB) persistence.Config{
		"sqlite":   func(t testing.TB) persistence.Config { return persistence.Config{Folder: t.TempDir()} },
		"postgres": func(t testing.TB) persistence.Config { return persistence.Config{URL: postgresAddress(t)} },
	}
	for _, kind := range []string{"sqlite", "postgres"} {
		for _, shape := range []struct{ boards, each, writers int }{{1, 1, 1}, {1, 10, 1}, {1, 100, 1}, {10, 1, 1}, {10, 10, 1}, {1, 1, 8}, {1, 10, 8}} {
			b.Run(fmt.Sprintf("%s/boards=%d/changes=%d/writers=%d", kind, shape.boards, shape.each, shape.writers), func(b *testing.B) {
				s, err := persistence.Open(context.Background(), stores[kind](b))
				if err != nil {
					b.Fatal(err)
				}
				defer s.Close()
				benchAppend(b, s, shape.boards, shape.each, shape.writers)
			})
		}
	}
}

func benchAppend(b *testing.B, s *persistence.Store, boards, each, writers int) {
	const all = 50
	turns := make(chan int, all)
	sent := [all]int64{}
	for i := range all {
		benchBoard(b, s, i)
		turns <- i
	}
	payload := make([]byte, 200)
	rand.Read(payload)
	took := make([][]time.Duration, writers)
	var left atomic.Int64
	left.Store(int64(b.N))
	b.ReportAllocs()
	b.ResetTimer()
	var wait sync.WaitGroup
	for w := range writers {
		wait.Go(func() {
			for left.Add(-1) >= 0 {
				mine := make([]int, boards)
				batches := make([]board.Batch, boards)
				for i := range mine {
					mine[i] = <-turns
					batches[i] = benchBatch(mine[i], &sent[mine[i]], each, payload)
				}
				start := time.Now()
				for _, o := range s.Append(context.Background(), batches) {
					if o.Err != nil {
						b.Error(o.Err)
					}
				}
				took[w] = append(took[w], time.Since(start))
				for _, i := range mine {
					turns <- i
				}
			}
		})
	}
	wait.Wait()
	times := slices.Concat(took...)
	slices.Sort(times)
	b.ReportMetric(float64(b.N*boards*each)/b.Elapsed().Seconds(), "changes/s")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
}

func benchID(i int) board.ID { return board.ID(fmt.Sprintf("benchboard%02d", i)) }

func benchBoard(b *testing.B, s *persistence.Store, i int) {
	ctx, user := context.Background(), board.UserID(fmt.Sprint("user", i))
	err := s.CreateUser(ctx, board.User{ID: user, Name: "Ann", Colour: "blue"})
	if err == nil {
		err = s.CreateBoard(ctx, board.NewBoard{ID: benchID(i), Owner: user, Epoch: "e", Payload: []byte("{}"), Link: sha256.Sum256([]byte{byte(i)})})
	}
	if err == nil {
		_, err = s.Enter(ctx, benchID(i), user, [32]byte{1})
	}
	if err != nil {
		b.Fatal(err)
	}
}

func benchBatch(i int, n *int64, each int, payload []byte) board.Batch {
	batch := board.Batch{Board: benchID(i), ACL: 1, Now: 1}
	for range each {
		*n++
		batch.Items = append(batch.Items, board.Pending{User: board.UserID(fmt.Sprint("user", i)), Author: 1, Client: 1, N: *n, Payload: payload})
	}
	return batch
}
