package persistence

import (
	"context"
	"maps"
	"sync"

	"drawingroom/rooms/board"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A node that was the last to append to a board knows how it stands, and can ask for everything in one round trip: lock,
// "if it still stands so, write this", commit. Nothing then lies between lock and commit but the database itself, so that a
// node that is slow or frozen holds no lock. If the board has moved on, nothing is written, and it is read anew.

const (
	rememberedBoards  = 4096
	rememberedClients = 256 // of a board
)

// memory is how boards stood after this node's last append. What it says is only ever a guess.
type memory struct {
	mu     sync.Mutex
	boards map[board.ID]*remembered
}

type remembered struct {
	at      locked
	clients map[board.Client]*standing
}

// take returns what is remembered of a board, and forgets it: who appends puts it back as it then stands.
func (m *memory) take(id board.ID) *remembered {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.boards[id]
	delete(m.boards, id)
	return r
}

// keep remembers how a board stands after an append, with what was known of its other clients.
func (m *memory) keep(id board.ID, was *remembered, at locked, clients map[board.Client]*standing) {
	if was != nil && len(was.clients)+len(clients) <= rememberedClients {
		maps.Copy(was.clients, clients)
		clients = was.clients
	}
	for _, c := range clients {
		c.touched = false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.boards == nil || len(m.boards) >= rememberedBoards {
		m.boards = map[board.ID]*remembered{}
	}
	m.boards[id] = &remembered{at, clients}
}

// guess returns copies of what is remembered of a batch's clients, if it is enough to go on: every client is known, and
// nothing is sent again. Where a right is about to run out, it is not: the lock may have to be waited for, and the time is asked for once it is held.
func (r *remembered) guess(b board.Batch, now int64) map[board.Client]*standing {
	if r == nil || r.at.head.ACL != b.ACL || b.Until != 0 && now+patience.Milliseconds() >= b.Until {
		return nil
	}
	r.at.now = now
	clients := make(map[board.Client]*standing, 1)
	for i := range b.Items {
		known := r.clients[b.Items[i].Client]
		if known == nil {
			return nil
		}
		if clients[b.Items[i].Client] == nil {
			c := *known
			clients[b.Items[i].Client] = &c
		}
	}
	if len(sentBefore(b, clients)) > 0 {
		return nil
	}
	return clients
}

// swiftSQL writes what was planned if the board still stands as it was guessed. It comes after the lock, as a statement of
// its own, and so sees what the holders before have committed.
const swiftSQL = `WITH here AS (
		UPDATE boards SET seq = $12, hash = $13, time = $14, title = COALESCE($15, title)
		WHERE num = $1 AND epoch = $16 AND seq = $17 AND hash = $18 AND acl = $19 AND NOT EXISTS (
			SELECT 1 FROM unnest($20::bigint[], $24::bigint[]) AS s (number, n)
			LEFT JOIN clients c ON c.board = $1 AND c.number = s.number WHERE c.last_n IS DISTINCT FROM s.n)
		RETURNING num),
	moved AS (UPDATE clients c SET last_n = s.n, last_seq = s.seq, last_digest = s.digest
		FROM here, unnest($20::bigint[], $21::bigint[], $22::bigint[], $23::bytea[]) AS s (number, n, seq, digest)
		WHERE c.board = here.num AND c.number = s.number),
	written AS (INSERT INTO changes (board, seq, author, client, n, time, version, salt, digest, hash, payload)
		SELECT here.num, r.* FROM here, unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
			$8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[]) AS r)
	SELECT count(*) FROM here`

// swift appends in one round trip. done is false if the guess was wrong; nothing is stored then.
func (e *postgresEngine) swift(ctx context.Context, conn *pgxpool.Conn, b board.Batch, was *remembered, clients map[board.Client]*standing) (out board.Outcome, done bool, err error) {
	p, err := sequence(b, was.at, clients, map[sent]earlier{})
	if err != nil {
		return out, false, nil // whatever it is, the board itself shall say it
	}
	moved := clientArgs(was.at.num, clients)
	if moved == nil {
		return out, false, nil
	}
	before := make([]int64, 0, len(clients))
	for _, id := range moved[1].([]int64) {
		before = append(before, was.clients[board.Client(id)].lastN)
	}
	var title *string
	if p.retitled(b) {
		title = b.Title
	}
	head, old := &p.outcome.Head, &was.at.head
	args := append(rowArgs(was.at.num, &p), int64(head.Seq), head.Hash[:], head.Time, title,
		old.Epoch, int64(old.Seq), old.Hash[:], old.ACL)
	args = append(append(args, moved[1:]...), before)
	var write pgx.Batch
	write.Queue("BEGIN")
	write.Queue("SELECT 1 FROM boards WHERE num = $1 FOR NO KEY UPDATE", was.at.num)
	stood := 0
	write.Queue(swiftSQL, args...)
	write.Queue("COMMIT")
	if err := e.send(ctx, conn, &write, 2, &stood); err != nil || stood == 0 {
		return out, err != nil, err
	}
	was.at.head = p.outcome.Head
	e.memory.keep(b.Board, was, was.at, clients)
	return p.outcome, true, unconfirmed(conn.Conn())
}

// send sends statements of which the last is COMMIT, and reads the number that the one at counted answers, if there is
// such a one.
func (e *postgresEngine) send(ctx context.Context, conn *pgxpool.Conn, write *pgx.Batch, counted int, count *int) error {
	results := conn.SendBatch(ctx, write)
	for i := range write.Len() {
		var err error
		if i == counted {
			err = results.QueryRow().Scan(count)
		} else {
			_, err = results.Exec()
		}
		if err != nil {
			results.Close()
			if i < write.Len()-1 && !conn.Conn().IsClosed() {
				return e.abandon(ctx, conn, err) // refused before the COMMIT, which the server has skipped
			}
			return e.failed(err, true)
		}
	}
	return e.failed(results.Close(), true)
}
