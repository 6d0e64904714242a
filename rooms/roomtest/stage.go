// Package roomtest is what tests of rooms stand on: a connection made of queues, a store in memory that fails to order, and a stage on which
// several people act. It is made for testing/synctest: a Stage is built and used inside a bubble, where time passes only when the test sleeps.
package roomtest

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// Board is the id of a stage's board.
const Board board.ID = "board-of-test"

// Stage is one board, the nodes that serve it, and the people on it.
type Stage struct {
	T      *testing.T
	Store  *Store
	Nodes  []*rooms.Registry
	people map[string]*Person
}

// NewStage opens a stage with one node for each set of settings; without any, one node with the defaults. Store, Node and Verify are filled in.
// Everything is closed when the test ends.
func NewStage(t *testing.T, nodes ...rooms.Config) *Stage {
	s := &Stage{T: t, Store: NewStore(), people: map[string]*Person{}}
	s.Store.AddBoard(Board, "owner", "Test", time.Now().UnixMilli())
	if len(nodes) == 0 {
		nodes = []rooms.Config{{}}
	}
	for _, cfg := range nodes {
		s.AddNode(cfg)
	}
	t.Cleanup(s.close)
	return s
}

// AddNode starts one more node on the same store, and returns its number.
func (s *Stage) AddNode(cfg rooms.Config) int {
	cfg.Store = s.Store
	if cfg.Node == "" {
		cfg.Node = string(rune('a' + len(s.Nodes)))
	}
	if cfg.Verify == nil {
		cfg.Verify = verify
	}
	s.Nodes = append(s.Nodes, rooms.New(cfg))
	return len(s.Nodes) - 1
}

// Kill ends a node as kill -9 does: what its members were not told they will not be. Another begins in its place.
func (s *Stage) Kill(node int, cfg rooms.Config) {
	old := s.Nodes[node]
	for _, p := range s.people {
		if p.Conn != nil && p.node == node {
			p.Gone = true
			p.Conn.Cut()
		}
	}
	if err := old.Close(context.Background()); err != nil {
		s.T.Errorf("a node does not end: %v", err)
	}
	s.AddNode(cfg)
	last := len(s.Nodes) - 1
	s.Nodes[node], s.Nodes = s.Nodes[last], s.Nodes[:last]
}

// verify takes tokens of the form "user for 15m0s".
func verify(_ context.Context, _ board.ID, token string) (rooms.Identity, error) {
	var user, span string
	if _, err := fmt.Sscanf(token, "%s for %s", &user, &span); err != nil {
		return rooms.Identity{}, err
	}
	d, err := time.ParseDuration(span)
	return rooms.Identity{User: board.UserID(user), Expires: time.Now().Add(d)}, err
}

func (s *Stage) close() {
	for _, p := range s.people {
		if p.Conn != nil {
			p.Conn.Cut()
		}
	}
	for _, n := range s.Nodes {
		if err := n.Close(context.Background()); err != nil {
			s.T.Errorf("a node does not end: %v", err)
		}
	}
}

// Settle lets time pass until everything that was sent has been told, and everyone reads.
func (s *Stage) Settle() {
	s.T.Helper()
	for range 8 {
		time.Sleep(40 * time.Millisecond)
		synctest.Wait()
		s.Read()
	}
}

// Read lets everyone read what has come so far.
func (s *Stage) Read() {
	s.T.Helper()
	synctest.Wait()
	for _, p := range s.people {
		p.read()
	}
}

// Agree checks that everyone who is connected, the nodes, and the log read from the start have come to the same state.
func (s *Stage) Agree() {
	s.T.Helper()
	want := s.Replayed()
	for i, n := range s.Nodes {
		x, err := n.Export(context.Background(), Board)
		if err != nil {
			s.T.Errorf("node %d: %v", i, err)
		} else if x.State != want.Hash() || x.At.Seq != want.Seq() {
			s.T.Errorf("node %d stands at %d with %s, the log at %d with %s", i, x.At.Seq, x.State, want.Seq(), want.Hash())
		}
	}
	for name, p := range s.people {
		if p.Conn == nil || p.Closed() != nil {
			continue
		}
		if p.Board.Hash() != want.Hash() || p.At.Seq != want.Seq() {
			s.T.Errorf("%s stands at %d with %s, the log at %d with %s", name, p.At.Seq, p.Board.Hash(), want.Seq(), want.Hash())
		}
	}
}

// Replayed is the board built from the log alone, and what of it is folded; the log's numbers and chain are checked.
func (s *Stage) Replayed() *board.Board {
	s.T.Helper()
	b := board.New()
	base, folded := s.Store.Base(context.Background(), Board)
	var hash board.Hash
	used := map[string]board.Seq{}
	for i, r := range s.Store.Rows(Board) {
		if r.Seq != board.Seq(i+1) || board.Chain(hash, Board, r) != r.Hash {
			s.T.Fatalf("row %d of the log has seq %d, or breaks the chain", i+1, r.Seq)
		}
		key := fmt.Sprint(r.Client, "/", r.N)
		if used[key] != 0 {
			s.T.Errorf("change %s is in the log twice: at %d and %d", key, used[key], r.Seq)
		}
		used[key] = r.Seq
		hash = r.Hash
		if folded == nil && r.Seq <= base.At.Seq {
			if b, folded = board.Restored(base.At.Seq, base.Body); folded != nil {
				s.T.Fatal(folded)
			}
			continue
		}
		change, err := r.Change()
		if err != nil {
			s.T.Fatalf("row %d: %v", r.Seq, err)
		}
		b.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	}
	return b
}
