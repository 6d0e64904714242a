package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

func insertLink(t tx, num int64, link [32]byte, role board.Role, by board.UserID, now int64) error {
	_, err := t.exec("INSERT INTO links (board, secret, role, made_by, created) VALUES ($1, $2, $3, $4, $5)",
		num, link[:], rank(role), string(by), now)
	return err
}

// CreateLink keeps a link to a board. Whether by may make one is the caller's to ask. No such board: ErrNoBoard.
func (s *Store) CreateLink(ctx context.Context, id board.ID, by board.UserID, link [32]byte, role board.Role, now int64) error {
	return s.db.update(ctx, func(t tx) error {
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNoBoard); err != nil {
			return err
		}
		if err := insertLink(t, num, link, role, by, now); err != nil {
			return err
		}
		return raiseACL(t, num)
	})
}

// Opens asks whether a link opens a board. Unknown board, or not a link of it: ErrNoBoard, by the same one look into an index.
func (s *Store) Opens(ctx context.Context, id board.ID, link [32]byte) error {
	return s.db.view(ctx, func(t view) error {
		_, _, err := linkOf(t, id, link)
		return err
	})
}

// Join makes the link's role a membership of the user and returns the role now held, which may be a higher one they had.
// Unknown board, or not a link of it: ErrNoBoard. A second time with the same link changes nothing and only reads.
func (s *Store) Join(ctx context.Context, id board.ID, user board.UserID, link [32]byte, now int64) (board.Role, error) {
	var role board.Role
	joined := false
	err := s.db.view(ctx, func(t view) error {
		_, _, err := linkOf(t, id, link)
		if err != nil {
			return err
		}
		var rank int64
		joined, err = t.one(`SELECT (SELECT max(role) FROM members WHERE board = m.board AND user_id = m.user_id)
			FROM members m JOIN links l ON l.num = m.link WHERE l.secret = $1 AND m.user_id = $2`, []any{link[:], string(user)}, &rank)
		role = roleOf(rank)
		return err
	})
	if err != nil || joined {
		return role, err
	}
	err = s.db.update(ctx, func(t tx) error {
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNoBoard); err != nil {
			return err
		}
		linkNum, given, err := linkOf(t, id, link)
		if err != nil {
			return err
		}
		role, err = addMember(t, num, user, linkNum, given, now)
		return err
	})
	return role, err
}

// linkOf reads a link of a board. None: ErrNoBoard.
func linkOf(t view, id board.ID, link [32]byte) (num int64, role board.Role, err error) {
	var rank int64
	found, err := t.one("SELECT l.num, l.role FROM links l JOIN boards b ON b.num = l.board WHERE l.secret = $1 AND b.id = $2",
		[]any{link[:], string(id)}, &num, &rank)
	return num, roleOf(rank), orMissing(found, err, board.ErrNoBoard)
}
