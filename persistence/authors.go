package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// authorOf returns a user's author number on a board, giving one the first time, and keeps the name they enter with.
// The board's row is locked.
func authorOf(t tx, num int64, user board.UserID, name, colour string) (board.Author, error) {
	var author board.Author
	found, err := t.one("UPDATE authors SET name = $3, colour = $4 WHERE board = $1 AND user_id = $2 RETURNING number",
		[]any{num, string(user), name, colour}, &author)
	if err != nil || found {
		return author, err
	}
	if _, err := t.one("UPDATE boards SET authors = authors + 1 WHERE num = $1 RETURNING authors", []any{num}, &author); err != nil {
		return 0, err
	}
	_, err = t.exec("INSERT INTO authors (board, number, user_id, name, colour) VALUES ($1, $2, $3, $4, $5)",
		num, int64(author), string(user), name, colour)
	return author, err
}

// Authors returns who has entered a board, by their author numbers, under the names they had when they last did.
// No such board: empty.
func (s *Store) Authors(ctx context.Context, id board.ID) (map[board.Author]board.User, error) {
	all := map[board.Author]board.User{}
	err := s.db.view(ctx, func(t view) error {
		return t.query(`SELECT a.number, a.user_id, a.name, a.colour, u.guest FROM boards b
			JOIN authors a ON a.board = b.num JOIN users u ON u.id = a.user_id WHERE b.id = $1`, []any{string(id)},
			func(scan scan) (bool, error) {
				var author board.Author
				var u board.User
				err := scan(&author, &u.ID, &u.Name, &u.Colour, &u.Guest)
				all[author] = u
				return true, err
			})
	})
	return all, err
}
