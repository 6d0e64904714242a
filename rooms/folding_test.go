package rooms_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
)

// later is a time when all that has been drawn by now is older than a past that is kept for a day.
func later() time.Time { return time.Now().Add(72 * time.Hour) }

// TestW57_a_fold_goes_unnoticed_by_those_who_draw: people on two nodes draw on, told of it or not; who was away gets a snapshot, and nobody is told of
// what was folded any more.
func TestW57_a_fold_goes_unnoticed_by_those_who_draw(t *testing.T) {
	for name, way := range map[string]relay.Relay{"told": &relay.InProcess{}, "by the heads": nil} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				ctx := context.Background()
				s := roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: way})
				owner, bob, away := s.As("owner").Joins(0), s.As("bob").Joins(1), s.As("away").Joins(1)
				owner.Changes(noteSaying("old-element", "long ago"))
				s.Settle()
				away.Leaves()
				snapshot := bob.At
				bob.Draws()
				s.Settle()
				if _, err := s.Nodes[1].Snapshot(ctx, roomtest.Board, snapshot.Seq, snapshot.Hash); err != nil {
					t.Fatal(err) // it is on node 1's shelf now
				}
				time.Sleep(3 * time.Second) // all nodes know of all that is folded: it is a day old at least
				s.Store.SetKeep(roomtest.Board, 1)
				before, _ := s.Store.Head(ctx, roomtest.Board)
				if n, err := s.Nodes[0].FoldDue(ctx, later()); n != 1 || err != nil {
					t.Fatalf("%d boards, %v", n, err)
				}
				bob.Draws() // before he has heard of it
				time.Sleep(3 * time.Second)
				s.Settle()
				owner.Draws()
				time.Sleep(3 * time.Second)
				s.Settle()
				for _, p := range []*roomtest.Person{owner, bob} {
					if p.Board.Hash() != s.Replayed().Hash() || p.Closed() != nil || p.Resyncs != 0 || p.Waiting() != 0 || p.At.Epoch != before.Epoch || p.At.Seq != before.Seq+3 {
						t.Errorf("%s: closed %v, %d resyncs, %d wait, at %+v", p.Name, p.Closed(), p.Resyncs, p.Waiting(), p.At)
					}
				}
				for i, node := range s.Nodes {
					if _, err := node.Snapshot(ctx, roomtest.Board, snapshot.Seq, snapshot.Hash); !errors.Is(err, board.ErrNotFound) {
						t.Errorf("node %d: a snapshot of before: %v", i, err)
					}
				}
				seen := away.At
				for node := range s.Nodes {
					fresh := s.As(fmt.Sprint("fresh", node)).Joins(node)
					away.Joins(node)
					s.Settle()
					for _, p := range []*roomtest.Person{fresh, away} {
						if p.Welcome.Snapshot == nil || toldOf(p, "old-element") && p == fresh || p.Board.Element("old-element") == nil {
							t.Errorf("%s: %+v", p.Name, p.Welcome)
						}
					}
					s.Agree()
					away.Leaves()
					fresh.Leaves()
					away.At = seen // as if it came back once more from there
				}
			})
		})
	}
}

// TestWhatIsFoldedCannotBeSeenAndTheRestCan: states by number and rows of the log, and a room that opens afterwards, with snapshots and without.
func TestWhatIsFoldedCannotBeSeenAndTheRestCan(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx := context.Background()
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{Idle: time.Second, SnapshotEvery: 7, KeyframeEvery: 3}})
		owner := s.As("owner").Joins()
		for range 20 {
			owner.Draws()
		}
		s.Settle()
		owner.Leaves()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		s.Store.SetKeep(roomtest.Board, 1)
		if n, err := s.Nodes[0].FoldDue(ctx, later()); n != 1 || err != nil {
			t.Fatalf("%d boards, %v", n, err)
		}
		for _, r := range s.Store.Rows(roomtest.Board)[:21] {
			if !r.Struck() {
				t.Errorf("row %d still says something", r.Seq)
			}
		}
		owner.Joins()
		owner.Draws()
		s.Settle()
		s.Agree()
		for seq, want := range map[board.Seq]error{1: board.ErrFolded, 20: board.ErrFolded, 21: nil, 22: nil, 23: nil, 24: rooms.ErrBeyond} {
			moment, err := s.Nodes[0].Moment(ctx, roomtest.Board, seq)
			if !errors.Is(err, want) {
				t.Errorf("moment %d: %v", seq, err)
				continue
			}
			if err == nil {
				if _, err := moment.State(ctx); err != nil || moment.Time == 0 {
					t.Errorf("state %d: %v, at %d", seq, err, moment.Time)
				}
			}
		}
		for range 15 { // keyframes are made of what is left
			owner.Draws()
		}
		time.Sleep(5 * time.Second)
		s.Settle()
		if there, _ := s.Store.Keyframes(ctx, roomtest.Board); len(there) < 3 || there[0] < 21 || !slices.Contains(there, 27) {
			t.Errorf("keyframes at %v", there)
		}
		reach, err := s.Nodes[0].ReachOf(ctx, roomtest.Board, []board.Seq{5})
		if !errors.Is(err, board.ErrFolded) {
			t.Errorf("what striking out a folded row would take: %+v, %v", reach, err)
		}
	})
}

// TestC14_a_board_whose_base_is_damaged_is_not_taken_for_another.
func TestC14_a_board_whose_base_is_damaged_is_not_taken_for_another(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx := context.Background()
		s := roomtest.NewStage(t, rooms.Config{Limits: rooms.Limits{Idle: time.Second}})
		owner := s.As("owner").Joins()
		owner.Draws()
		s.Settle()
		owner.Leaves()
		time.Sleep(5 * time.Second)
		s.Store.SetKeep(roomtest.Board, 1)
		if n, err := s.Nodes[0].FoldDue(ctx, later()); n != 1 || err != nil {
			t.Fatalf("%d boards, %v", n, err)
		}
		s.Store.SpoilBase(roomtest.Board)
		s.Store.SpoilSnapshots(roomtest.Board)
		if x, err := s.Nodes[0].Export(ctx, roomtest.Board); !errors.Is(err, board.ErrUnreadable) {
			t.Errorf("%+v, %v", x, err)
		}
	})
}

// TestBoardsThatNobodyUsesAreFolded by the clock alone, on every one of several nodes, and no more than there is to fold.
func TestBoardsThatNobodyUsesAreFolded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{}, rooms.Config{})
		for i := range 4 {
			id := board.ID(fmt.Sprint("board-", i))
			s.Store.AddBoard(id, "owner", "Old", time.Now().UnixMilli())
			s.Store.Write(id, board.Version, `{"ops":[{"op":"put","id":"element-1","props":{"kind":"note"}}]}`)
			s.Store.SetKeep(id, int64(i)) // the first for ever
		}
		s.Store.Fail("Fold", nil)
		ctx, stop := context.WithCancel(context.Background())
		for _, node := range s.Nodes {
			go node.KeepFolded(ctx, func(err error) { t.Error(err) })
		}
		folded := func() (ids []int) {
			for i := range 4 {
				if begins, err := s.Store.Beginning(ctx, board.ID(fmt.Sprint("board-", i))); err == nil && begins.At.Seq > 0 {
					ids = append(ids, i)
				}
			}
			return ids
		}
		time.Sleep(47 * time.Hour)
		if ids := folded(); len(ids) > 0 {
			t.Errorf("after 47 hours: %v", ids)
		}
		time.Sleep(3 * time.Hour)
		if ids := folded(); !slices.Equal(ids, []int{1}) {
			t.Errorf("after 50 hours: %v", ids)
		}
		time.Sleep(100 * 24 * time.Hour)
		if ids := folded(); !slices.Equal(ids, []int{1, 2, 3}) {
			t.Errorf("after 100 days: %v", ids)
		}
		stop()
		synctest.Wait()
		if n := s.Store.Calls("Fold"); n < 3 || n > 6 || s.Store.Calls("Shrink") == 0 {
			t.Errorf("folded %d times, shrunk %d times", n, s.Store.Calls("Shrink"))
		}
		for i := range 4 {
			rows := s.Store.Rows(board.ID(fmt.Sprint("board-", i)))
			if mark, is := rows[len(rows)-1].Fold(); is != (i > 0) || is && (mark.To != 2 || len(rows) != 3) {
				t.Errorf("board %d: %+v, %v, of %d rows", i, mark, is, len(rows))
			}
		}
	})
}

// TestOneBoardThatCannotBeFoldedDoesNotKeepTheOthers.
func TestOneBoardThatCannotBeFoldedDoesNotKeepTheOthers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		for i := range 2 {
			id := board.ID(fmt.Sprint("board-", i))
			s.Store.AddBoard(id, "owner", "Old", time.Now().UnixMilli())
			s.Store.Write(id, board.Version, `{"ops":[{"op":"put","id":"element-1","props":{"kind":"note"}}]}`)
			s.Store.SetKeep(id, 1)
		}
		s.Store.Spoil("board-0", 2, func(r *board.Record) { r.Payload = []byte("?") })
		n, err := s.Nodes[0].FoldDue(context.Background(), later())
		if n != 1 || !errors.Is(err, board.ErrUnreadable) {
			t.Errorf("%d, %v", n, err)
		}
	})
}

// TestW57_folds_amid_everything: folds at random while several people draw, come and go on two nodes, and things are struck out: nothing is lost, everything
// is answered, and all agree.
func TestW57_folds_amid_everything(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	folds, strikes, drawn, resyncs := 0, 0, 0, 0
	for round := range uint64(20) {
		bubble(t, func(t *testing.T) {
			ctx := context.Background()
			random := rand.New(rand.NewPCG(seed, round))
			way := &relay.InProcess{}
			limits := rooms.Limits{SnapshotEvery: 10, KeyframeEvery: 8, ChangeRate: 1e6}
			s := roomtest.NewStage(t, rooms.Config{Relay: way, Limits: limits}, rooms.Config{Relay: way, Limits: limits})
			s.Store.SetKeep(roomtest.Board, 1)
			people := []*roomtest.Person{s.As("owner").Joins(0)}
			for i := range 3 {
				people = append(people, s.As(fmt.Sprint("p", i)).Joins(i%2))
			}
			for range 60 {
				p := people[random.IntN(len(people))]
				switch random.IntN(9) {
				case 0:
					s.Settle() // a snapshot that somebody was told of is fetched long before it is a day old
					n, err := s.Nodes[random.IntN(2)].FoldDue(ctx, later().Add(time.Duration(random.IntN(20))*-time.Hour))
					if err != nil {
						t.Error(err)
					}
					folds += n
				case 1:
					p.Leaves()
					p.Joins(random.IntN(2))
				case 2:
					time.Sleep(time.Duration(random.IntN(1000)) * time.Millisecond)
					s.Read()
				case 3:
					head, _ := s.Store.Head(ctx, roomtest.Board)
					begins, _ := s.Store.Beginning(ctx, roomtest.Board)
					if at := begins.At.Seq + 1 + board.Seq(random.IntN(3)); at > 1 && at <= head.Seq && random.IntN(3) == 0 {
						if _, is := s.Store.Rows(roomtest.Board)[at-1].Fold(); !is {
							if _, err := s.Nodes[0].Strike(ctx, roomtest.Board, "owner", []board.Seq{at}); err == nil {
								strikes++
							}
						}
					}
				default:
					p.Draws()
					drawn++
				}
			}
			time.Sleep(3 * time.Second)
			s.Settle()
			s.Agree()
			for _, p := range people {
				resyncs += p.Resyncs
				if p.Waiting() > 0 {
					t.Errorf("round %d: %s waits for %d answers", round, p.Name, p.Waiting())
				}
			}
		})
	}
	if folds < 20 || strikes < 3 || drawn < 200 {
		t.Errorf("%d folds, %d strikes, %d changes", folds, strikes, drawn)
	}
	t.Logf("%d folds, %d strikes, %d changes, %d resyncs", folds, strikes, drawn, resyncs)
}
