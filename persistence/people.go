package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// People lists who is on a board, and whom the owner has removed: the owner first, then by when they first came; at most so many, after skip of them. No such board: nobody.
// Their colours are those that they have there.
func (s *Store) People(ctx context.Context, id board.ID, skip, most int) (board.People, error) {
	var people board.People
	err := s.db.view(ctx, func(t view) error {
		names, err := linkNames(t, id)
		if err != nil {
			return err
		}
		return t.query("SELECT m.user_id, max(u.name), max(COALESCE(a.colour, u.colour)), max(CASE WHEN u.guest THEN 1 ELSE 0 END), "+heldRole+`,
				COALESCE(min(CASE WHEN m.link >= 0 THEN m.since END), min(m.since)), max(CASE WHEN m.link < 0 THEN 1 ELSE 0 END),
				max(m.link)
			FROM `+rightRows+` JOIN boards b ON b.num = m.board JOIN users u ON u.id = m.user_id
			LEFT JOIN authors a ON a.board = b.num AND a.user_id = m.user_id
			WHERE b.id = $1 AND `+lasts("$2")+` GROUP BY m.user_id
			HAVING `+heldRole+` > 0 OR min(CASE WHEN m.link < 0 THEN m.role END) = 0
			ORDER BY CASE WHEN max(m.role) >= $3 THEN 0 ELSE 1 END, 6, m.user_id LIMIT $4 OFFSET $5`,
			[]any{string(id), s.now(), rank(board.RoleOwner), int64(most) + 1, int64(skip)}, func(scan scan) (bool, error) {
				var p board.Person
				var held, guest, word, link int64
				err := scan(&p.User.ID, &p.User.Name, &p.User.Colour, &guest, &held, &p.Since, &word, &link)
				p.Link, p.Role, p.User.Guest, p.Change = names[link], roleOf(held), guest != 0, word != 0
				if people.More = len(people.All) == most; !people.More {
					people.All = append(people.All, p)
				}
				return true, err
			})
	})
	return people, err
}

// linkNames returns the names of a board's links by their numbers.
func linkNames(t view, id board.ID) (map[int64]board.LinkID, error) {
	names := map[int64]board.LinkID{}
	err := t.query("SELECT l.num, l.id FROM links l JOIN boards b ON b.num = l.board WHERE b.id = $1", []any{string(id)}, func(scan scan) (bool, error) {
		var num int64
		var name board.LinkID
		err := scan(&num, &name)
		names[num] = name
		return true, err
	})
	return names, err
}

// SetRole says what somebody who has come onto a board may there, by the owner's word: it goes before what their links give, and stays when they come
// again. RoleNone removes them, and no link lets them in until the owner says otherwise. Not the owner, by now: ErrRights. The owner: ErrOwner.
// Nobody who has come: ErrNotFound.
func (s *Store) SetRole(ctx context.Context, id board.ID, by, user board.UserID, role board.Role, now int64) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		if err := ownerIn(t, num, by, s.now()); err != nil {
			return err
		}
		if user == by {
			return board.ErrOwner
		}
		there, err := t.one("SELECT 1 FROM members WHERE board = $1 AND user_id = $2 LIMIT 1", []any{num, string(user)}, new(int64))
		if err := orMissing(there, err, board.ErrNotFound); err != nil {
			return err
		}
		_, err = t.exec(`INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (board, user_id, link) DO UPDATE SET role = excluded.role`, num, string(user), ofTheWord, rank(role), now)
		return err
	})
}

// HandOver makes somebody who is on a board its owner; who was it stays as an editor. Not the owner, by now: ErrRights. To oneself: ErrOwner.
// To nobody who is on it: ErrNotFound. There is one owner at any moment, by an index of the database too.
func (s *Store) HandOver(ctx context.Context, id board.ID, by, to board.UserID, now int64) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		if err := ownerIn(t, num, by, s.now()); err != nil {
			return err
		}
		if to == by {
			return board.ErrOwner
		}
		role, err := roleIn(t, num, to, s.now())
		if err := orMissing(role != board.RoleNone, err, board.ErrNotFound); err != nil {
			return err
		}
		if _, err := t.exec("UPDATE members SET role = $3 WHERE board = $1 AND user_id = $2 AND link = 0", num, string(by), rank(board.RoleEditor)); err != nil {
			return err
		}
		if _, err := t.exec("DELETE FROM members WHERE board = $1 AND user_id = $2 AND link = $3", num, string(to), ofTheWord); err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO members (board, user_id, link, role, since) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (board, user_id, link) DO UPDATE SET role = excluded.role`, num, string(to), ofNoLink, rank(board.RoleOwner), now); err != nil {
			return err
		}
		_, err = t.exec("UPDATE boards SET owner = $2 WHERE num = $1", num, string(to))
		return err
	})
}
