package rooms_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// toldOf says whether a person was told some bytes as a change on this connection.
func toldOf(p *roomtest.Person, element board.ElementID) bool {
	for _, m := range p.Heard {
		if changes, is := m.(wire.Changes); is {
			for _, item := range changes.Items {
				for _, op := range item.Change.Ops {
					if op.Element() == element {
						return true
					}
				}
			}
		}
	}
	return false
}

func noteSaying(id board.ElementID, words string) board.Op {
	return board.Put{ID: id, Props: board.Props{{Path: "kind", Value: `"note"`}, {Path: "meta", Value: board.Value(`"` + words + `"`)}}}
}

// TestC61_a_strike_reaches_everyone: people on two nodes, one who is away, and one who comes for the first time; whether the nodes hear of each other or
// only look at the heads. What waits and what comes meanwhile is kept.
func TestC61_a_strike_reaches_everyone(t *testing.T) {
	for name, way := range map[string]relay.Relay{"told": &relay.InProcess{}, "by the heads": nil} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				ctx := context.Background()
				s := roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: way})
				owner, bob, away := s.As("owner").Joins(0), s.As("bob").Joins(1), s.As("away").Joins(1)
				owner.Draws()
				owner.Changes(noteSaying("secret-element", "hunter2"))
				s.Settle()
				seen := away.At
				away.Leaves()
				bob.Draws()
				s.Settle()
				snapshot := bob.At
				if _, err := s.Nodes[1].Snapshot(ctx, roomtest.Board, snapshot.Seq, snapshot.Hash); err != nil {
					t.Fatal(err) // it is on node 1's shelf now, with the secret
				}
				reach, err := s.Nodes[0].MentionsOf(ctx, roomtest.Board, "secret-element")
				if err != nil || len(reach.Seqs) != 1 || len(reach.Elements) != 1 {
					t.Fatalf("%+v, %v", reach, err)
				}
				if _, err := s.Nodes[0].Strike(ctx, roomtest.Board, "bob", reach.Seqs); !errors.Is(err, board.ErrRights) {
					t.Errorf("by somebody else: %v", err)
				}
				struck, err := s.Nodes[0].Strike(ctx, roomtest.Board, "owner", reach.Seqs)
				if err != nil {
					t.Fatal(err)
				}
				bob.Draws() // before he has heard of it
				time.Sleep(3 * time.Second)
				s.Settle()
				for _, p := range []*roomtest.Person{owner, bob} {
					if p.Closed() != nil || p.Resyncs != 1 || p.Welcome.Snapshot == nil || p.Welcome.Struck != struck.Head.Seq || p.Waiting() != 0 {
						t.Errorf("%s: closed %v, %d resyncs, %+v, %d wait", p.Name, p.Closed(), p.Resyncs, p.Welcome, p.Waiting())
					}
					if p.Board.Element("secret-element") != nil {
						t.Errorf("%s still sees it", p.Name)
					}
				}
				if _, err := s.Nodes[1].Snapshot(ctx, roomtest.Board, snapshot.Seq, snapshot.Hash); !errors.Is(err, board.ErrNotFound) {
					t.Errorf("a snapshot of before: %v", err)
				}
				away.Joins(0)
				fresh := s.As("fresh").Joins(1)
				s.Settle()
				if away.Welcome.Snapshot == nil || away.Welcome.Struck <= seen.Seq || away.Board.Element("secret-element") != nil {
					t.Errorf("who was away: %+v", away.Welcome)
				}
				if toldOf(away, "secret-element") || toldOf(fresh, "secret-element") {
					t.Error("it is told once more")
				}
				fresh.Draws()
				bob.Draws()
				time.Sleep(3 * time.Second)
				s.Settle()
				s.Agree()
				if bob.Resyncs != 1 || bob.Welcome.Head.Seq < struck.Head.Seq {
					t.Errorf("bob: %d resyncs", bob.Resyncs)
				}
			})
		})
	}
}

// TestC61_a_room_that_opens_later: a board that was closed when something was struck out of it, its rows around the mark in one page of the log.
func TestC61_a_room_that_opens_later(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx := context.Background()
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{Idle: time.Second, SnapshotEvery: 3}})
		owner := s.As("owner").Joins()
		owner.Changes(noteSaying("secret-element", "hunter2"))
		for range 5 {
			owner.Draws()
		}
		s.Settle()
		owner.Leaves()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if len(s.Store.Snapshots(roomtest.Board)) == 0 {
			t.Fatal("no snapshot was saved")
		}
		if _, err := s.Nodes[0].Strike(ctx, roomtest.Board, "owner", []board.Seq{2}); err != nil {
			t.Fatal(err)
		}
		owner.Joins()
		s.Settle()
		owner.Draws()
		s.Settle()
		s.Agree()
		if x, err := s.Nodes[0].Export(ctx, roomtest.Board); err != nil || bytes.Contains(x.Form, []byte("hunter2")) || owner.Resyncs != 0 {
			t.Errorf("%v, %d resyncs: %s", err, owner.Resyncs, x.Form)
		}
	})
}

// TestC61_strikes_amid_everything: strikes at random while several people draw, come and go on two nodes; nothing of what was not struck out is lost,
// everything is answered, and all agree.
func TestC61_strikes_amid_everything(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	strikes, drawn := 0, 0
	for round := range uint64(20) {
		bubble(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, round))
			way := &relay.InProcess{}
			limits := rooms.Limits{SnapshotEvery: 10, ChangeRate: 1e6}
			s := roomtest.NewStage(t, rooms.Config{Relay: way, Limits: limits}, rooms.Config{Relay: way, Limits: limits})
			people := []*roomtest.Person{s.As("owner").Joins(0)}
			for i := range 3 {
				people = append(people, s.As(fmt.Sprint("p", i)).Joins(i%2))
			}
			for range 60 {
				p := people[random.IntN(len(people))]
				switch random.IntN(8) {
				case 0:
					head, err := s.Store.Head(context.Background(), roomtest.Board)
					if err != nil {
						t.Fatal(err)
					}
					seq := 2 + board.Seq(random.IntN(int(head.Seq)))
					if out, err := s.Nodes[random.IntN(2)].Strike(context.Background(), roomtest.Board, "owner", []board.Seq{seq}); err == nil {
						strikes += len(out.Seqs)
					}
				case 1:
					p.Leaves()
					p.Joins(random.IntN(2))
				case 2:
					time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
					s.Read()
				default:
					p.Draws()
					drawn++
				}
			}
			time.Sleep(3 * time.Second)
			s.Settle()
			s.Agree()
			for _, p := range people {
				if p.Waiting() > 0 {
					t.Errorf("round %d: %s waits for %d answers", round, p.Name, p.Waiting())
				}
			}
		})
	}
	if strikes < 20 || drawn < 200 {
		t.Errorf("%d strikes, %d changes", strikes, drawn)
	}
}
