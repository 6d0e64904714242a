package rooms_test

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
)

var (
	seeds = flag.Int("seeds", 60, "how many simulations to run")
	seed  = flag.Uint64("seed", 0, "run this one alone")
)

// kept are seeds that failed once.
var kept = []uint64{}

// exercised counts what the simulations did; nothing may stay at zero, or they prove little.
type exercised map[string]int

// all is what every simulation of this run did.
type all struct {
	mu  sync.Mutex
	did exercised
}

func (a *all) add(did exercised) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for what, n := range did {
		a.did[what] += n
	}
}

// lossy is a way between nodes that loses a fifth of what is told, tells a fifth twice, and lets it come late and out of order (C2).
type lossy struct {
	relay.InProcess
	mu sync.Mutex
	*rand.Rand
	did exercised // of its own: nodes publish from goroutines of theirs
}

func (l *lossy) Publish(m relay.Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	copies := 1
	switch l.IntN(5) {
	case 0:
		l.did["lost hints"]++
		copies = 0
	case 1:
		l.did["doubled hints"]++
		copies = 2
	}
	for range copies {
		time.AfterFunc(time.Duration(l.IntN(50))*time.Millisecond, func() { l.InProcess.Publish(m) })
	}
}

// TestC2_Simulation lets people draw, leave, come back elsewhere, stop reading, and lose their page and come back with what their device kept, while
// the store fails and nodes die; in the end all agree.
func TestC2_Simulation(t *testing.T) {
	sum := all{did: exercised{}}
	run := func(t *testing.T, n uint64) {
		t.Run(fmt.Sprint("seed ", n), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { sum.add(simulate(t, n)) })
		})
	}
	if *seed != 0 {
		run(t, *seed)
		return
	}
	t.Run("all", func(t *testing.T) { // returns when those within have ended
		for _, n := range kept {
			run(t, n)
		}
		for n := range uint64(*seeds) {
			run(t, n+1)
		}
	})
	did := sum.did
	t.Log(*seeds, "seeds:", did)
	for _, what := range []string{
		"draw", "cut", "join", "move", "stall", "fault", "restart", "revoke", "pause", "appended", "refused", "duplicates", "retries", "resyncs", "snapshots", "tails", "gap fills",
		"lost hints", "doubled hints", "device restart", "adoptions", "answered as before",
	} {
		if did[what] == 0 {
			t.Errorf("no simulation ever came to: %s", what)
		}
	}
}

type simulation struct {
	*roomtest.Stage
	*rand.Rand
	did     exercised
	cfg     []rooms.Config
	names   []string
	resume  func()
	started int
	revoked map[string]bool
}

func simulate(t *testing.T, n uint64) exercised {
	random, did := rand.New(rand.NewPCG(n, 7)), exercised{}
	lossy := &lossy{Rand: rand.New(rand.NewPCG(n, 8)), did: exercised{}}
	way := []relay.Relay{nil, &relay.InProcess{}, lossy}[random.IntN(3)]
	limits := rooms.Limits{OutboxBytes: 6 << 10, PresenceBytes: 1 << 10, RingBytes: 3 << 10, SnapshotEvery: 40, ChangeRate: 1e6, ChangeBurst: 1e6, BatchItems: 8}
	cfg := []rooms.Config{{Relay: way, Limits: limits, Node: "a"}, {Relay: way, Limits: limits, Node: "b", Writers: 4}, {Relay: way, Limits: limits, Node: "c"}}[:1+random.IntN(3)]
	m := &simulation{Stage: roomtest.NewStage(t, cfg...), Rand: random, did: did, cfg: cfg, revoked: map[string]bool{}}
	for i := range 5 {
		m.names = append(m.names, fmt.Sprintf("p%d", i))
	}
	for range 200 {
		m.act()
	}
	m.end()
	for _, name := range m.names {
		did["adoptions"] += m.As(name).Adoptions
		did["answered as before"] += m.As(name).AsBefore
	}
	for _, node := range m.Nodes {
		m.count(node)
	}
	lossy.mu.Lock()
	defer lossy.mu.Unlock()
	maps.Copy(did, lossy.did)
	return did
}

func (m *simulation) act() {
	p := m.As(m.names[m.IntN(len(m.names))])
	away := p.Conn == nil || p.Closed() != nil || p.Gone
	switch k := m.IntN(100); {
	case away && k < 60:
		m.did["join"]++
		p.Window = 0
		if m.IntN(3) == 0 {
			p.Window = 2 << 10
		}
		p.Joins(m.IntN(len(m.Nodes)))
	case k < 60 && p.Waiting() < 40:
		for range 1 + m.IntN(6) {
			m.did["draw"]++
			m.draw(p)
		}
	case k < 68 && !away:
		m.did["move"]++
		p.Moves(m.Int64N(1000), m.Int64N(1000))
	case k < 74 && !away:
		m.did["cut"]++
		p.Leaves()
	case k < 80:
		m.did["stall"]++
		p.Lazy = !p.Lazy
	case k < 85:
		m.did["fault"]++
		err := []error{board.ErrBusy, board.ErrUnknown}[m.IntN(2)]
		m.Store.FailAppend(roomtest.Fault{Err: err, Stored: err == board.ErrUnknown && m.IntN(2) == 0})
	case k < 87:
		m.restart(m.IntN(len(m.Nodes)))
	case k < 90:
		m.did["revoke"]++
		m.revoked[p.Name] = !m.revoked[p.Name]
		m.Store.SetRole(roomtest.Board, p.User, map[bool]board.Role{true: board.RoleViewer, false: board.RoleEditor}[m.revoked[p.Name]])
	case k < 91:
		m.did["device restart"]++
		p.Restarts(m.IntN(2) == 0)
	case k < 93:
		m.did["pause"]++
		m.unpause()
		m.resume = m.Store.Pause()
	default:
		m.unpause()
	}
	if m.IntN(3) > 0 {
		time.Sleep(time.Duration(m.IntN(400)) * time.Millisecond / time.Duration(1+m.IntN(20)))
		m.Read()
	}
}

// draw makes, moves or removes something.
func (m *simulation) draw(p *roomtest.Person) {
	id := board.ElementID(fmt.Sprintf("element-%02d", m.IntN(30)))
	switch m.IntN(4) {
	case 0:
		p.Draws()
	case 1:
		p.Changes(board.Put{ID: id, Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})
	case 2:
		at := board.Value(fmt.Sprintf("[%d,%d]", m.IntN(100), m.IntN(100)))
		p.Changes(board.Set{ID: id, Own: m.IntN(2) == 0, Props: board.Props{{Path: "at", Value: at}}})
	case 3:
		p.Changes(board.Remove{ID: id})
	}
}

func (m *simulation) unpause() {
	if m.resume != nil {
		m.resume()
		m.resume = nil
	}
}

// restart kills a node without a word and begins another in its place.
func (m *simulation) restart(node int) {
	m.did["restart"]++
	m.unpause()
	m.count(m.Nodes[node])
	cfg := m.cfg[node]
	m.started++
	cfg.Node = string(rune('d' + m.started%20))
	m.Kill(node, cfg)
}

func (m *simulation) count(node *rooms.Registry) {
	s := node.Stats()
	for what, n := range map[string]int64{
		"appended": s.Appended, "refused": s.Refused, "duplicates": s.Duplicates, "retries": s.Retries, "resyncs": s.Resyncs,
		"snapshots": s.Snapshots, "tails": s.Tails, "gap fills": s.GapFills,
	} {
		m.did[what] += int(n)
	}
}

// end lets everyone come back and read, and checks that all agree and nothing waits.
func (m *simulation) end() {
	m.unpause()
	for round := 0; round < 40; round++ {
		waiting := 0
		for _, name := range m.names {
			p := m.As(name)
			p.Lazy = false
			if p.Conn == nil || p.Closed() != nil || p.Gone {
				p.Window = 0
				p.Joins(m.IntN(len(m.Nodes)))
			}
			waiting += p.Waiting()
		}
		m.Settle()
		if waiting == 0 && round > 8 {
			break
		}
	}
	for _, name := range m.names {
		if p := m.As(name); p.Waiting() > 0 {
			m.T.Errorf("%s still waits for %d answers; closed %v", name, p.Waiting(), p.Closed())
		}
	}
	m.Agree()
	synctest.Wait()
}
