package persistence

import (
	"context"
	"database/sql"

	"drawingroom/rooms/board"
)

// Enter says what a user may on a board, gives them an author number the first time, and registers the client id or finds it.
// No role: ErrNoBoard. The id of another user: ErrClient. A board out of use: ErrQuarantined; in the trash: ErrTrashed. Who has been here before only costs a read.
func (s *Store) Enter(ctx context.Context, id board.ID, user board.UserID, client [32]byte) (board.Entry, error) {
	var e entry
	err := s.db.view(ctx, func(t view) (err error) {
		e, err = readEntry(t, id, user, client, s.now())
		return err
	})
	if err != nil || e.known() {
		return e.Entry, err
	}
	err = s.db.update(ctx, func(t tx) (err error) {
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNoBoard); err != nil {
			return err
		}
		// Again, now that nobody else can register: the same page may be entering by two connections.
		if e, err = readEntry(t, id, user, client, s.now()); err != nil {
			return err
		}
		if e.Author, e.Colour, err = authorOf(t, num, user, e.Name, e.wish); err != nil || e.hasClient {
			return err
		}
		e.Client, err = insertClient(t, num, user, client)
		return err
	})
	return e.Entry, err
}

// entry is an Entry that may still lack its author and client.
type entry struct {
	board.Entry
	hasClient bool
	wish      string // the colour they would like
	renamed   bool   // since they last entered, or with another wish
}

func (e entry) known() bool { return e.Author != 0 && e.hasClient && !e.renamed }

// readEntry reads what is there of an entry: ErrNoBoard without a role, ErrClient if the client id is another user's,
// ErrQuarantined if the board is out of use, ErrTrashed if it is in the trash.
func readEntry(t view, id board.ID, user board.UserID, client [32]byte, now int64) (entry, error) {
	var e entry
	var best, author, number, lastN, quarantined, trashed sql.NullInt64
	var holder, name, colour, wish sql.NullString
	found, err := t.one(`SELECT u.name, u.colour, a.number, a.name, a.colour, a.wish, c.number, c.user_id, c.last_n, b.quarantined, b.trashed,
			(SELECT `+heldRole+` FROM `+rightRows+` WHERE m.board = b.num AND m.user_id = u.id AND `+lasts("$4")+`)
		FROM boards b JOIN users u ON u.id = $2
		LEFT JOIN authors a ON a.board = b.num AND a.user_id = u.id
		LEFT JOIN clients c ON c.board = b.num AND c.secret = $3
		WHERE b.id = $1`, []any{string(id), string(user), client[:], now},
		&e.Name, &e.wish, &author, &name, &colour, &wish, &number, &holder, &lastN, &quarantined, &trashed, &best)
	e.Role = roleOf(best.Int64)
	if err := orMissing(found && e.Role != board.RoleNone, err, board.ErrNoBoard); err != nil {
		return entry{}, err
	}
	if err := inUse(quarantined.Int64, trashed.Int64); err != nil {
		return entry{}, err
	}
	if number.Valid && holder.String != string(user) {
		return entry{}, board.ErrClient
	}
	e.Author, e.Client, e.LastN = board.Author(author.Int64), board.Client(number.Int64), lastN.Int64
	e.hasClient = number.Valid
	e.Colour, e.renamed = colour.String, name.String != e.Name || wish.String != e.wish
	return e, nil
}

// insertClient gives a client id its number. The board's row is locked.
func insertClient(t tx, num int64, user board.UserID, client [32]byte) (board.Client, error) {
	var number board.Client
	if _, err := t.one("UPDATE boards SET clients = clients + 1 WHERE num = $1 RETURNING clients", []any{num}, &number); err != nil {
		return 0, err
	}
	_, err := t.exec(`INSERT INTO clients (board, number, secret, user_id, last_n, last_seq, last_digest) VALUES ($1, $2, $3, $4, 0, 0, $5)`,
		num, int64(number), client[:], string(user), []byte{})
	return number, err
}

// insertServerClient makes client 0, which has sent the first change of the board.
func insertServerClient(t tx, num int64, digest board.Hash) error {
	_, err := t.exec(`INSERT INTO clients (board, number, last_n, last_seq, last_digest) VALUES ($1, 0, 1, 1, $2)`, num, digest[:])
	return err
}
