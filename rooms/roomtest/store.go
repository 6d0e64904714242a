package roomtest

import (
	"cmp"
	"context"
	"encoding/binary"
	"maps"
	"slices"
	"sync"
	"time"

	"drawingroom/rooms/board"
)

// Store is a rooms.Store in memory, with the whole meaning of board.Batch and failures to order.
type Store struct {
	mu     sync.Mutex
	boards map[board.ID]*kept
	faults []Fault
	fail   map[string]error
	gate   chan struct{} // not nil: appends wait until it is closed
	calls  map[string]int
	// Cannot says which changes the store cannot take at all (a fault of ours); nil: none.
	Cannot func(board.Pending) bool
	// Twist is what becomes of a snapshot on its way into the store; nil: nothing.
	Twist func(board.Snapshot) board.Snapshot
}

type kept struct {
	head      board.Head
	rows      []board.Record
	marks     int64 // how many of rows mark others as struck out
	snapshots []board.Snapshot
	past      past
	title     string
	replay    board.Role // "": RoleEditor
	keyframes map[board.Seq]bool
	people    map[board.UserID]*person
	clients   map[[32]byte]*client
	numbers   map[board.Client]*client
}

type person struct {
	role         board.Role
	until        int64 // ms since 1970: it ends then; 0: never
	author       board.Author
	name, colour string
}

type client struct {
	user    board.UserID
	number  board.Client
	lastN   int64
	seq     board.Seq // of lastN; 0: it was refused
	refused bool
	digest  board.Hash
}

// Fault is what the next Append does instead of its work. Stored: it does its work first, so that only the answer is lost.
type Fault struct {
	Err    error
	Stored bool
}

// NewStore returns a store without boards.
func NewStore() *Store {
	return &Store{boards: map[board.ID]*kept{}, fail: map[string]error{}, calls: map[string]int{}}
}

// AddBoard makes a board with its first row (the settings with a title), owned by owner.
func (s *Store) AddBoard(id board.ID, owner board.UserID, title string, now int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &kept{
		people: map[board.UserID]*person{}, clients: map[[32]byte]*client{}, numbers: map[board.Client]*client{}, keyframes: map[board.Seq]bool{}, title: title,
	}
	b.head.Epoch = "epoch-of-" + string(id[:min(len(id), 7)])
	for len(b.head.Epoch) < 16 {
		b.head.Epoch += "0"
	}
	s.boards[id] = b
	text := board.Value(appendText(nil, title))
	first := board.Change{Ops: []board.Op{board.Put{ID: board.Settings, Props: board.Props{{Path: "kind", Value: `"board"`}, {Path: "title", Value: text}}}}}
	b.add(id, board.Record{N: 1, Time: now, Payload: board.AppendChange(nil, first)})
	b.person(owner).role = board.RoleOwner
	b.head.ACL++
}

// SetRole changes a right, and with it the version of the board's rights. RoleNone takes it away.
func (s *Store) SetRole(id board.ID, user board.UserID, role board.Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[id]
	p := b.person(user)
	p.role, p.until = role, 0
	b.head.ACL++
}

// EndRole says when a right ends by itself, as with a link that runs out.
func (s *Store) EndRole(id board.ID, user board.UserID, until time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[id]
	b.person(user).until = until.UnixMilli()
	b.head.ACL++
}

// SetReplay says who may see a board's past at least, and raises the version of its rights.
func (s *Store) SetReplay(id board.ID, least board.Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[id]
	b.replay = least
	b.head.ACL++
}

// Restore gives a board another history: it ends at seq, and has a new epoch if asked.
func (s *Store) Restore(id board.ID, seq board.Seq, epoch string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[id]
	b.rows = slices.Clone(b.rows[:seq])
	b.head.Seq, b.head.Hash = seq, b.rows[seq-1].Hash
	b.snapshots = slices.DeleteFunc(b.snapshots, func(x board.Snapshot) bool { return x.At.Seq > seq || epoch != "" })
	maps.DeleteFunc(b.keyframes, func(at board.Seq, _ bool) bool { return at > seq || epoch != "" })
	if epoch != "" {
		b.head.Epoch = epoch
	}
	for _, c := range b.numbers {
		c.lastN, c.seq, c.refused = 0, 0, false
		for _, r := range b.rows {
			if r.Client == c.number {
				c.lastN, c.seq, c.digest = r.N, r.Seq, board.Digest(r.Payload)
			}
		}
	}
}

// Write adds a row past everything that judges it, as a node of another version would.
func (s *Store) Write(id board.ID, version int, payload string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.boards[id].add(id, board.Record{Author: 1, Client: 1, N: 1_000_000, Version: version, Payload: []byte(payload)})
}

// FailAppend orders faults for the next appends, one a call.
func (s *Store) FailAppend(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, faults...)
}

// Heal takes back the faults that were ordered and have not happened.
func (s *Store) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Fail makes a method ("Enter", "Head", "Heads", "Roles", "Log", "Snapshot", "SaveSnapshot") fail until err is nil.
func (s *Store) Fail(method string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail[method] = err
}

// Pause makes appends wait until the function returned is called.
func (s *Store) Pause() (resume func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	gate := make(chan struct{})
	s.gate = gate
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.gate == gate {
			s.gate = nil
		}
		close(gate)
	}
}

// Calls says how often a method was called.
func (s *Store) Calls(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[method]
}

// Rows returns the log of a board.
func (s *Store) Rows(id board.ID) []board.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.boards[id].rows)
}

// Title returns the projection of a board's title.
func (s *Store) Title(id board.ID) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.boards[id].title
}

// begin counts a call, and returns the board or the error that was ordered. The lock is held.
func (s *Store) begin(method string, id board.ID) (*kept, error) {
	s.calls[method]++
	if err := s.fail[method]; err != nil {
		return nil, err
	}
	b := s.boards[id]
	if b == nil {
		return nil, board.ErrNoBoard
	}
	return b, nil
}

// Enter is of rooms.Store.
func (s *Store) Enter(_ context.Context, id board.ID, user board.UserID, secret [32]byte) (board.Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Enter", id)
	if err != nil {
		return board.Entry{}, err
	}
	p := b.people[user]
	if p == nil || p.held() == board.RoleNone {
		return board.Entry{}, board.ErrNoBoard
	}
	c := b.clients[secret]
	if c == nil {
		c = &client{user: user, number: board.Client(len(b.clients) + 1)}
		b.clients[secret], b.numbers[c.number] = c, c
	}
	if c.user != user {
		return board.Entry{}, board.ErrClient
	}
	return board.Entry{Role: p.role, Author: p.author, Name: p.name, Colour: p.colour, Client: c.number, LastN: c.lastN}, nil
}

// Head is of rooms.Store.
func (s *Store) Head(_ context.Context, id board.ID) (board.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Head", id)
	if err != nil {
		return board.Head{}, err
	}
	return b.head, nil
}

// Heads is of rooms.Store.
func (s *Store) Heads(_ context.Context, ids []board.ID) (map[board.ID]board.Head, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["Heads"]++
	heads := map[board.ID]board.Head{}
	for _, id := range ids {
		if b := s.boards[id]; b != nil {
			heads[id] = b.head
		}
	}
	return heads, s.fail["Heads"]
}

// Roles is of rooms.Store.
func (s *Store) Roles(_ context.Context, id board.ID) (board.Rights, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Roles", id)
	if err != nil {
		return board.Rights{}, err
	}
	rights := board.Rights{Roles: map[board.UserID]board.Role{}, Replay: cmp.Or(b.replay, board.RoleEditor), ACL: b.head.ACL}
	for user, p := range b.people {
		if p.held() == board.RoleNone {
			continue
		}
		rights.Roles[user] = p.role
		if p.until > 0 && (rights.Until == 0 || p.until < rights.Until) {
			rights.Until = p.until
		}
	}
	return rights, nil
}

// Log is of rooms.Store.
func (s *Store) Log(_ context.Context, id board.ID, after board.Seq, limit int) ([]board.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, err := s.begin("Log", id)
	if err != nil {
		return nil, err
	}
	if max(0, after) < b.past.base.At.Seq {
		return nil, board.ErrFolded
	}
	from := min(max(0, int(after)), len(b.rows))
	return slices.Clone(b.rows[from:min(len(b.rows), from+limit)]), nil
}

// Lose takes the last rows of a board's log away, past the store, and its head says nothing of it. giveBack puts them back.
func (s *Store) Lose(id board.ID, rows int) (giveBack func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.boards[id]
	all := b.rows
	b.rows = slices.Clone(all[:len(all)-rows])
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		b.rows = all
	}
}

// Spoil does something to a row of a board's log, past the store, and returns what the row was.
func (s *Store) Spoil(id board.ID, seq board.Seq, do func(*board.Record)) (was board.Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	row := &s.boards[id].rows[seq-1]
	was = *row
	do(row)
	return was
}

func (b *kept) person(user board.UserID) *person {
	p := b.people[user]
	if p == nil {
		colours := []string{"blue", "red", "green", "orange", "violet", "teal", "pink"}
		n := len(b.people)
		p = &person{author: board.Author(n + 1), name: string(user), colour: colours[n%len(colours)]}
		b.people[user] = p
	}
	return p
}

// held is the right as it is now.
func (p *person) held() board.Role {
	if p.until > 0 && time.Now().UnixMilli() >= p.until {
		return board.RoleNone
	}
	return p.role
}

// add numbers, seals and keeps a row.
func (b *kept) add(id board.ID, r board.Record) board.Record {
	r.Seq = b.head.Seq + 1
	r.Time = max(r.Time, b.head.Time)
	r.Version = cmp.Or(r.Version, board.Version)
	binary.BigEndian.PutUint64(r.Salt[8:], uint64(r.Seq))
	r.Hash = board.Chain(b.head.Hash, id, r)
	b.rows = append(b.rows, r)
	b.head.Seq, b.head.Hash, b.head.Time = r.Seq, r.Hash, r.Time
	return r
}

// Knows says whether a user has, or had, a right on a board.
func (s *Store) Knows(id board.ID, user board.UserID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.boards[id].people[user] != nil
}
