package processtest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/storetest/powercut"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// TestP2_C9_nothing_shown_is_lost_by_a_power_cut records what the real server writes, syncs and tells its clients while they draw on
// three boards, rebuilds the disk as power cuts would leave it, and looks for everything that had been told before each.
func TestP2_C9_nothing_shown_is_lost_by_a_power_cut(t *testing.T) {
	powercut.Need(t)
	seed := seedOf(t)
	run := recordServer(t, seed)
	points := setting(t, "DRAWINGROOM_CUTS", 100, 2000)
	lost := run.cuts(t, rand.New(rand.NewPCG(seed, 1)), points, false)
	for _, err := range lost[:min(len(lost), 10)] {
		t.Error(err)
	}
	// The control: were the syncs not there, the same cuts would lose something.
	if lost := run.cuts(t, rand.New(rand.NewPCG(seed, 1)), 10, true); len(lost) == 0 {
		t.Error("nothing is lost without syncs either: the cuts are none")
	} else {
		t.Logf("without syncs, %d of 30 cuts lose something", len(lost))
	}
	run.serveAfterCut(t, rand.New(rand.NewPCG(seed, 2)))
}

// recording is a run of the server as the kernel saw it.
type recording struct {
	trace  *powercut.Trace
	facts  []fact
	boards []board.ID
	reader *guest // has a session, and a membership of each board
}

// fact is what a client was told: that the row at seq has this chain hash, which stands for all rows before it.
type fact struct {
	line int
	seq  board.Seq
	hash board.Hash
}

func recordServer(t *testing.T, seed uint64) *recording {
	t.Helper()
	const boards, writers, each = 3, 4, 60
	folder, out := t.TempDir(), filepath.Join(t.TempDir(), "trace")
	server := onFolder(t, folder)
	server.before = powercut.Strace(out)
	server.start()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := &recording{}
	var drawing []*load
	var companies []*company
	for i := range boards {
		c := gather(ctx, t, writers, func(int) func() int { return func() int { return 0 } }, server)
		companies = append(companies, c)
		r.boards, r.reader = append(r.boards, c.board.ID), c.owner
		drawing = append(drawing, newLimitedLoad(c, seed+uint64(i), each))
	}
	for i, c := range companies {
		drawing[i].wait.Wait()
		if err := r.reader.join(ctx, c.board); err != nil {
			t.Fatal(err)
		}
		c.settle(func(p *page) { go p.live(ctx) })
	}
	killTraced(t, server)
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if r.trace, err = powercut.Read(f, folder); err != nil {
		t.Fatal(err)
	}
	r.facts = readFacts(t, r.trace.Told)
	t.Logf("%d lines, %d syncs, %d facts told over sockets", r.trace.Lines, r.trace.Syncs, len(r.facts))
	if r.trace.Syncs < each || len(r.facts) < each*writers {
		t.Fatal("the trace is not of what was done")
	}
	return r
}

// killTraced kills the server under its tracer, which then writes its trace to the end.
func killTraced(t *testing.T, n *node) {
	t.Helper()
	tracer := n.process.Process.Pid
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", tracer, tracer))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatalf("the tracer's children are %q", text)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	n.process.Wait()
}

// readFacts reads what was told on sockets that became WebSockets.
func readFacts(t *testing.T, told []powercut.Told) []fact {
	t.Helper()
	var facts []fact
	streams := map[string][]byte{}
	open := map[string]bool{}
	for _, part := range told {
		if !strings.HasPrefix(part.To, "TCP") {
			continue
		}
		if bytes.HasPrefix(part.Data, []byte("HTTP/1.1 ")) { // a descriptor may serve another connection by now
			open[part.To] = bytes.HasPrefix(part.Data, []byte("HTTP/1.1 101"))
			_, after, _ := bytes.Cut(part.Data, []byte("\r\n\r\n"))
			streams[part.To] = after
		} else {
			streams[part.To] = append(streams[part.To], part.Data...)
		}
		if !open[part.To] {
			continue
		}
		for {
			payload, rest, ok := cutFrame(streams[part.To])
			if !ok {
				break
			}
			streams[part.To] = rest
			facts = append(facts, factsOf(t, part.Line, payload)...)
		}
	}
	return facts
}

// cutFrame takes a frame off a stream of the server's: not masked, not in fragments.
func cutFrame(stream []byte) (payload, rest []byte, ok bool) {
	if len(stream) < 2 {
		return nil, nil, false
	}
	size, head := uint64(stream[1]), 2
	switch {
	case size == 126 && len(stream) >= 4:
		size, head = uint64(binary.BigEndian.Uint16(stream[2:])), 4
	case size == 127 && len(stream) >= 10:
		size, head = binary.BigEndian.Uint64(stream[2:]), 10
	case size >= 126:
		return nil, nil, false
	}
	if uint64(len(stream)-head) < size {
		return nil, nil, false
	}
	if stream[0] == 0x81 {
		payload = stream[head : head+int(size)]
	}
	return payload, stream[head+int(size):], true
}

func factsOf(t *testing.T, line int, payload []byte) []fact {
	t.Helper()
	if payload == nil { // a close, or a pong
		return nil
	}
	messages, bad := wire.DecodeServerFrame(payload)
	if bad != nil {
		t.Fatalf("the server told %.100q: %v", payload, bad)
	}
	var facts []fact
	for _, m := range messages {
		switch m := m.(type) {
		case wire.Welcome:
			facts = append(facts, fact{line, m.Head.Seq, m.Head.Hash})
		case wire.Changes:
			facts = append(facts, fact{line, m.Items[len(m.Items)-1].Seq, m.Hash})
		}
	}
	return facts
}

// cuts cuts the power at so many random moments, in each of three ways, and returns what was lost.
func (r *recording) cuts(t *testing.T, random *rand.Rand, points int, unsynced bool) (lost []error) {
	t.Helper()
	first := r.facts[0].line
	lines := make([]int, points)
	for i := range lines {
		lines[i] = first + random.IntN(r.trace.Lines-first)
	}
	slices.Sort(lines)
	err := r.trace.Cuts(lines, unsynced, func(line int, cut func(powercut.Loss, *rand.Rand, string) error) error {
		for _, loss := range []powercut.Loss{powercut.All, powercut.None, powercut.Any} {
			folder := powercut.Folder(t)
			if err := cut(loss, random, folder); err != nil {
				return err
			}
			if err := r.look(folder, line); err != nil {
				lost = append(lost, fmt.Errorf("cut at line %d, loss %d: %w", line, loss, err))
			}
			os.RemoveAll(folder)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lost
}

// look opens a folder after a cut, and looks for every fact told before it.
func (r *recording) look(folder string, line int) error {
	ctx := context.Background()
	store, err := persistence.Open(ctx, persistence.Config{Folder: folder})
	if err != nil {
		return err
	}
	defer store.Close()
	known := map[fact]bool{}
	for _, id := range r.boards {
		rows, err := store.Log(ctx, id, 0, 1<<20)
		if errors.Is(err, board.ErrNoBoard) {
			continue // not made yet, or lost: then its facts are missed below
		}
		if err != nil {
			return err
		}
		h := newHistory()
		for _, row := range rows {
			if err := h.add(id, row); err != nil {
				return fmt.Errorf("%s: %w", id, err)
			}
			known[fact{0, row.Seq, row.Hash}] = true
		}
	}
	for _, f := range r.facts {
		if f.line <= line && !known[fact{0, f.seq, f.hash}] {
			return fmt.Errorf("told at line %d and lost: seq %d, %x", f.line, f.seq, f.hash)
		}
	}
	return nil
}

// serveAfterCut lets the real server, not just its store, start on what the last cut has left, and tells the boards from it.
func (r *recording) serveAfterCut(t *testing.T, random *rand.Rand) {
	t.Helper()
	folder := t.TempDir()
	err := r.trace.Cuts([]int{r.trace.Lines}, false, func(_ int, cut func(powercut.Loss, *rand.Rand, string) error) error {
		return cut(powercut.Any, random, folder)
	})
	if err != nil {
		t.Fatal(err)
	}
	server := onFolder(t, folder)
	server.start()
	r.reader.nodes = []*node{server}
	known := map[fact]bool{}
	for _, id := range r.boards {
		h, err := r.reader.history(t.Context(), 0, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range h.rows {
			known[fact{0, row.Seq, row.Hash}] = true
		}
		e, err := r.reader.export(t.Context(), 0, id)
		if err != nil || string(e.Board) != string(h.board.AppendCanonical(nil)) {
			t.Errorf("%s: the export differs from the log, or %v", id, err)
		}
	}
	for _, f := range r.facts {
		if !known[fact{0, f.seq, f.hash}] {
			t.Errorf("lost: seq %d, %x", f.seq, f.hash)
		}
	}
}
