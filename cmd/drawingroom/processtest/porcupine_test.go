package processtest

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"drawingroom/rooms/board"
)

// logModel is what a board must look like from outside: one log, to which a change is appended at one moment between its being asked for
// and its being told, and which a reader sees as it is at one moment. Its state is what each row is of; the first is the board's own.
var logModel = porcupine.Model{
	Partition: func(all []porcupine.Operation) [][]porcupine.Operation {
		byBoard := map[int][]porcupine.Operation{}
		for _, op := range all {
			on := op.Input.(act).board
			byBoard[on] = append(byBoard[on], op)
		}
		var parts [][]porcupine.Operation
		for _, part := range byBoard {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() any { return []board.ElementID{board.Settings} },
	Step: func(state, in, _ any) (bool, any) {
		rows, a := state.([]board.ElementID), in.(act)
		if a.appended == "" {
			from := min(int(a.seq)-1, len(rows))
			return slices.Equal(rows[from:], a.read), rows
		}
		return a.seq == board.Seq(len(rows)+1), append(rows[:len(rows):len(rows)], a.appended)
	},
	Equal: func(a, b any) bool { return slices.Equal(a.([]board.ElementID), b.([]board.ElementID)) },
}

// operations are acts as Porcupine takes them. Of a change whose answer never came, the last read of its board, to which all others are
// compared, says whether and where it took effect; it may have done so at any later time.
func operations(acts []act) []porcupine.Operation {
	places := map[int]map[board.ElementID]board.Seq{}
	for _, a := range acts {
		if a.who == -1 {
			places[a.board] = map[board.ElementID]board.Seq{}
			for i, id := range a.read {
				places[a.board][id] = board.Seq(i + 1)
			}
		}
	}
	var all []porcupine.Operation
	for i, a := range acts {
		if a.end == never {
			if a.seq = places[a.board][a.appended]; a.seq == 0 {
				continue // it never did
			}
		}
		client := a.who + 1
		if a.end == never {
			client = 1000 + i // who asked has gone on, as somebody else
		}
		all = append(all, porcupine.Operation{ClientId: client, Input: a, Call: int64(a.begun), Return: int64(a.end)})
	}
	return all
}

func linearizable(acts []act) porcupine.CheckResult {
	return porcupine.CheckOperationsTimeout(logModel, operations(acts), patience)
}

// TestC7_a_log_is_one_thing_to_all: people append and read while the server is killed again and again; some never hear what became of a
// change. Everything they were told must fit one log for each board, in real time. A history that was tampered with must not.
func TestC7_a_log_is_one_thing_to_all(t *testing.T) {
	t.Parallel()
	for name, place := range map[string]func(t *testing.T) []*node{
		"SQLite": func(t *testing.T) []*node { return []*node{onFolder(t, t.TempDir())} },
		"two nodes on Postgres": func(t *testing.T) []*node {
			address := database(t)
			return []*node{onDatabase(t, address), onDatabase(t, address)}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := callUnderKills(t, place(t))
			if got := linearizable(w.acts); got != porcupine.Ok {
				t.Fatalf("the history of %d acts is not linearizable: %s", len(w.acts), got)
			}
			for what, spoil := range spoiled {
				acts := slices.Clone(w.acts)
				if !spoil(acts) {
					t.Errorf("control: nothing to spoil by %s", what)
				} else if linearizable(acts) == porcupine.Ok {
					t.Errorf("control: a history with %s passes", what)
				}
			}
		})
	}
}

// callUnderKills lets everybody call while the nodes are killed in turn, and returns what they did.
func callUnderKills(t *testing.T, nodes []*node) *witness {
	const people = 8
	each, kills := setting(t, "DRAWINGROOM_ACTS", 120, 600), setting(t, "DRAWINGROOM_KILLS", 6, 40)
	for _, n := range nodes {
		n.start()
	}
	seed := seedOf(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(each)*patience/20)
	defer cancel()
	w := &witness{}
	var all sync.WaitGroup
	callers := w.callers(ctx, t, people, seed, balanced(nodes), nodes)
	for _, c := range callers {
		all.Go(func() {
			if err := c.run(ctx, each); err != nil {
				t.Errorf("caller %d: %v", c.who, err)
			}
		})
	}
	calling, over := context.WithCancel(ctx)
	go func() {
		all.Wait()
		over()
	}()
	random := rand.New(rand.NewPCG(seed, 1000))
	for kill := range kills {
		for w.count() < (kill+1)*people*each/(kills+1) && calling.Err() == nil {
			rest(calling, time.Millisecond)
		}
		rest(ctx, time.Duration(random.IntN(10))*time.Millisecond) // the moment is any
		nodes[kill%len(nodes)].kill()
		nodes[kill%len(nodes)].start()
	}
	<-calling.Done()
	w.finally(ctx, t, callers[0].guest)
	w.report(t, kills)
	return w
}

// report says what was done, and fails if any of what must be was not.
func (w *witness) report(t *testing.T, kills int) {
	t.Helper()
	count := map[string]int{}
	for _, a := range w.acts {
		switch {
		case a.appended == "":
			count["reads"]++
		case a.end == never:
			count["answers that never came"]++
		default:
			count["appends"]++
		}
	}
	t.Logf("%d kills, %v", kills, count)
	for _, must := range []string{"reads", "appends", "answers that never came"} {
		if count[must] == 0 {
			t.Errorf("never exercised: %s", must)
		}
	}
}

// spoiled are ways to make a history untrue. Each says whether it found where.
var spoiled = map[string]func(acts []act) bool{
	"two rows of a read swapped": func(acts []act) bool {
		for i, a := range acts {
			if n := len(a.read); n > 1 && a.who != -1 {
				acts[i].read = slices.Clone(a.read)
				acts[i].read[n-1], acts[i].read[n-2] = a.read[n-2], a.read[n-1]
				return true
			}
		}
		return false
	},
	"a read of what was before an answered change": func(acts []act) bool {
		for i, a := range acts {
			for _, b := range acts {
				last := len(a.read) - 1
				if last >= 0 && a.who != -1 && b.appended == a.read[last] && b.board == a.board && b.end < a.begun {
					acts[i].read = a.read[:last]
					return true
				}
			}
		}
		return false
	},
	"two answers swapped": func(acts []act) bool {
		for i, a := range acts {
			for j, b := range acts {
				if a.appended != "" && b.appended != "" && a.board == b.board && a.end < b.begun && b.end != never {
					acts[i].seq, acts[j].seq = b.seq, a.seq
					return true
				}
			}
		}
		return false
	},
}
