package persistence_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/storetest/powercut"
	"drawingroom/rooms/board"
)

// childFolder tells this test program, started anew, to write into a store instead of testing.
const childFolder = "DRAWINGROOM_POWERCUT_CHILD"

func TestMain(m *testing.M) {
	if folder := os.Getenv(childFolder); folder != "" {
		if err := writeAndTell(folder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const (
	cutBoards  = 4
	cutAppends = 60 // to each board
)

// writeAndTell stores changes on a few boards and tells each on the standard output, once the store has answered.
func writeAndTell(folder string) error {
	if os.Getenv(childFolder+"_UNSYNCED") != "" {
		persistence.WithoutSync()
	}
	ctx := context.Background()
	s, err := persistence.Open(ctx, persistence.Config{Folder: folder})
	if err != nil {
		return err
	}
	if err := s.CreateUser(ctx, board.User{ID: "ann", Name: "Ann", Colour: "blue"}); err != nil {
		return err
	}
	var wait sync.WaitGroup
	failed := make([]error, cutBoards)
	for i := range cutBoards {
		wait.Go(func() { failed[i] = writeBoard(ctx, s, board.ID(fmt.Sprint("cut-board-", i))) })
	}
	wait.Wait()
	// No Close: the end of the trace is as sudden as the rest of it.
	return errors.Join(failed...)
}

func writeBoard(ctx context.Context, s *persistence.Store, id board.ID) error {
	if err := s.CreateBoard(ctx, board.NewBoard{ID: id, Owner: "ann", Epoch: "epoch", Payload: []byte("{}"), Link: [32]byte{id[len(id)-1]}}); err != nil {
		return err
	}
	tell(id, board.Record{Seq: 1})
	if _, err := s.Enter(ctx, id, "ann", [32]byte{1}); err != nil {
		return err
	}
	n := int64(0)
	for turn := range cutAppends {
		var items []board.Pending
		for range 1 + turn%4 {
			n++
			payload := bytes.Repeat([]byte{byte(n)}, 100+int(n*97%1500))
			items = append(items, board.Pending{User: "ann", Author: 1, Client: 1, N: n, Digest: board.Digest(payload), Payload: payload})
		}
		out := s.Append(ctx, []board.Batch{{Board: id, ACL: 1, Now: n, Items: items}})[0]
		if out.Err != nil {
			return out.Err
		}
		tell(id, out.Items[len(items)-1].Record)
		if turn%20 == 19 {
			// A checkpoint that reaches the end, after which the write-ahead log begins anew over its old self.
			if err := s.OnWriter(ctx, "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
				return err
			}
		}
	}
	return nil
}

func tell(id board.ID, r board.Record) {
	fmt.Printf("%s %d %x\n", id, r.Seq, r.Hash)
}

// C9: whatever moment the power goes, everything that was told is in the log, in its place, and the log is whole.
func TestPowerCutLosesNothingThatWasTold(t *testing.T) {
	trace := recordChild(t, false)
	points := 60
	if os.Getenv("NIGHTLY") != "" {
		points = 1000
	}
	tried, failed := tryCuts(t, trace, points)
	t.Logf("%d cuts of a trace of %d lines with %d syncs and %d tellings", tried, trace.Lines, trace.Syncs, len(trace.Told))
	if trace.Syncs < cutAppends || len(trace.Told) < cutAppends*cutBoards {
		t.Errorf("the trace shows %d syncs and %d tellings: it is not what was done", trace.Syncs, len(trace.Told))
	}
	for _, f := range failed {
		t.Error(f)
	}
}

// The control: the same with commits that do not wait for the disk must lose something, or the test above shows nothing.
func TestPowerCutWithoutSyncLosesSomething(t *testing.T) {
	trace := recordChild(t, true)
	tried, failed := tryCuts(t, trace, 5)
	t.Logf("%d of %d cuts lost something", len(failed), tried)
	if len(failed) == 0 {
		t.Error("nothing was lost: the cuts are none")
	}
}

func recordChild(t *testing.T, unsynced bool) *powercut.Trace {
	t.Helper()
	powercut.Need(t)
	folder, out := t.TempDir(), filepath.Join(t.TempDir(), "trace")
	line := append(powercut.Strace(out), os.Args[0])
	child := exec.Command(line[0], line[1:]...)
	child.Env = append(os.Environ(), childFolder+"="+folder)
	if unsynced {
		child.Env = append(child.Env, childFolder+"_UNSYNCED=1")
	}
	if said, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said[max(0, len(said)-2000):])
	}
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	trace, err := powercut.Read(f, folder)
	if err != nil {
		t.Fatal(err)
	}
	// Its standard output is a pipe; whatever else it wrote to is its own.
	trace.Told = slices.DeleteFunc(trace.Told, func(told powercut.Told) bool { return !strings.HasPrefix(told.To, "pipe:") })
	return trace
}

// tryCuts cuts the power at so many random lines, in each of three ways, and returns how many it tried and what was wrong.
func tryCuts(t *testing.T, trace *powercut.Trace, points int) (tried int, wrong []error) {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 2))
	first := trace.Told[0].Line
	lines := make([]int, points)
	for i := range lines {
		lines[i] = first + random.IntN(trace.Lines-first)
	}
	slices.Sort(lines)
	told := map[board.ID]board.Record{}
	next := 0
	err := trace.Cuts(lines, false, func(line int, cut func(powercut.Loss, *rand.Rand, string) error) error {
		for ; next < len(trace.Told) && trace.Told[next].Line <= line; next++ {
			readTold(t, trace.Told[next].Data, told)
		}
		for _, loss := range []powercut.Loss{powercut.All, powercut.None, powercut.Any} {
			folder := powercut.Folder(t)
			if err := cut(loss, random, folder); err != nil {
				return err
			}
			tried++
			if err := everythingIsThere(folder, told); err != nil {
				wrong = append(wrong, fmt.Errorf("seed %d, line %d, loss %d: %w", seed, line, loss, err))
			}
			os.RemoveAll(folder)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return tried, wrong
}

func readTold(t *testing.T, data []byte, told map[board.ID]board.Record) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) != 3 {
			t.Fatalf("told %q", lines.Text())
		}
		seq, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		hash, err := hex.DecodeString(words[2])
		if err != nil {
			t.Fatal(err)
		}
		told[board.ID(words[0])] = board.Record{Seq: board.Seq(seq), Hash: board.Hash(hash)}
	}
}

// everythingIsThere opens a folder as the next start of the server would. The hash of a row stands for all before it.
func everythingIsThere(folder string, told map[board.ID]board.Record) error {
	ctx := context.Background()
	s, err := persistence.Open(ctx, persistence.Config{Folder: folder})
	if err != nil {
		return err
	}
	defer s.Close()
	for id, last := range told {
		rows, err := s.Log(ctx, id, 0, 10000)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		var hash board.Hash
		for i, r := range rows {
			if hash = board.Chain(hash, id, r); hash != r.Hash || r.Seq != board.Seq(i+1) {
				return fmt.Errorf("%s: the log is broken at %d", id, r.Seq)
			}
		}
		if len(rows) < int(last.Seq) {
			return fmt.Errorf("%s: %d was told, the log ends at %d", id, last.Seq, len(rows))
		}
		if last.Seq > 1 && rows[last.Seq-1].Hash != last.Hash {
			return fmt.Errorf("%s: another change is at %d than was told", id, last.Seq)
		}
		if head, err := s.Head(ctx, id); err != nil || head.Seq != board.Seq(len(rows)) || head.Hash != hash {
			return fmt.Errorf("%s: the head is %+v, the log ends at %d: %w", id, head, len(rows), err)
		}
	}
	return nil
}
