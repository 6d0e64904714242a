package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// authorOf returns a user's author number and colour on a board, giving them the first time, and keeps the name they enter
// with. Who wishes for another colour than before has it. The board's row is locked.
func authorOf(t tx, num int64, user board.UserID, name, wish string) (author board.Author, colour string, err error) {
	found, err := t.one(`UPDATE authors SET name = $3, colour = CASE WHEN wish = $4 THEN colour ELSE $4 END, wish = $4
		WHERE board = $1 AND user_id = $2 RETURNING number, colour`, []any{num, string(user), name, wish}, &author, &colour)
	if err != nil || found {
		return author, colour, err
	}
	worn, err := wornOn(t, num)
	if err != nil {
		return 0, "", err
	}
	colour = board.FreeColour(wish, worn)
	if _, err := t.one("UPDATE boards SET authors = authors + 1 WHERE num = $1 RETURNING authors", []any{num}, &author); err != nil {
		return 0, "", err
	}
	_, err = t.exec("INSERT INTO authors (board, number, user_id, name, colour, wish) VALUES ($1, $2, $3, $4, $5, $6)",
		num, int64(author), string(user), name, colour, wish)
	return author, colour, err
}

// wornOn returns the colours of all who have entered a board.
func wornOn(t tx, num int64) (worn []string, err error) {
	err = t.query("SELECT colour FROM authors WHERE board = $1", []any{num}, func(scan scan) (bool, error) {
		var colour string
		err := scan(&colour)
		worn = append(worn, colour)
		return true, err
	})
	return worn, err
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
