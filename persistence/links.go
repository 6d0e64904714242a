package persistence

import (
	"context"
	"crypto/rand"

	"drawingroom/rooms/board"
)

// maxLinks is how many links a board may have: more than people keep apart, and few enough to be listed at once.
const maxLinks = 100

// drawLinkID draws a name for a link of before links had one.
func drawLinkID() string { return "l" + rand.Text()[:16] }

func insertLink(t tx, num int64, link board.NewLink, by board.UserID, now int64) error {
	_, err := t.exec(`INSERT INTO links (board, secret, role, made_by, created, id, name, expires, password) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		num, link.Secret[:], rank(link.Role), string(by), now, string(link.ID), link.Name, link.Expires, link.Password)
	return err
}

// CreateLink keeps a link to a board. No such board: ErrNoBoard. by may not draw there, by now: ErrRights. Too many: ErrManyLinks.
func (s *Store) CreateLink(ctx context.Context, id board.ID, by board.UserID, link board.NewLink, now int64) error {
	return s.decide(ctx, id, func(t tx, num int64) error {
		own, err := roleIn(t, num, by, s.now())
		if err == nil && !own.MayEdit() {
			err = board.ErrRights
		}
		if err != nil {
			return err
		}
		var there int64
		if _, err := t.one("SELECT count(*) FROM links WHERE board = $1", []any{num}, &there); err != nil {
			return err
		}
		if there >= maxLinks {
			return board.ErrManyLinks
		}
		return insertLink(t, num, link, by, now)
	})
}

// decide changes who may what on a board, and raises the version of its rights. No such board: ErrNoBoard.
func (s *Store) decide(ctx context.Context, id board.ID, do func(t tx, num int64) error) error {
	return s.locked(ctx, id, func(t tx, num int64) error {
		if err := do(t, num); err != nil {
			return err
		}
		return raiseACL(t, num)
	})
}

// Opens says how a link opens a board. Unknown board, or not a link of it: ErrNoBoard, by the same one look into an index. ErrExpired.
func (s *Store) Opens(ctx context.Context, id board.ID, link [32]byte) (how board.Opening, err error) {
	err = s.db.view(ctx, func(t view) error {
		l, err := linkOf(t, id, link, s.now())
		how = board.Opening{Role: l.role, Guarded: l.password != ""}
		return err
	})
	return how, err
}

// Guard returns what the password of a link is hashed to; "": it asks for none. As Opens.
func (s *Store) Guard(ctx context.Context, id board.ID, link [32]byte) (kept string, err error) {
	err = s.db.view(ctx, func(t view) error {
		l, err := linkOf(t, id, link, s.now())
		kept = l.password
		return err
	})
	return kept, err
}

// Join makes the link's role a membership of the user and returns the role now held, which may be another one: the owner's word on them, or more by
// another link. proven is what Guard returned, if the user has proved to know the password. Unknown board, or not a link of it: ErrNoBoard. Run out:
// ErrExpired. With a password that is not proven: ErrGuarded. The owner has removed them: ErrRemoved. A second time with the same link
// changes nothing, asks for no password, and only reads.
func (s *Store) Join(ctx context.Context, id board.ID, user board.UserID, link [32]byte, proven string, now int64) (board.Role, error) {
	var role board.Role
	joined := false
	err := s.db.view(ctx, func(t view) error {
		l, err := linkOf(t, id, link, s.now())
		if err != nil {
			return err
		}
		if joined, err = l.lets(t, user, proven); err != nil || !joined {
			return err
		}
		role, err = roleIn(t, l.board, user, s.now())
		return err
	})
	if err != nil || joined {
		return role, err
	}
	err = s.locked(ctx, id, func(t tx, num int64) error {
		l, err := linkOf(t, id, link, s.now())
		if err != nil {
			return err
		}
		if _, err := l.lets(t, user, proven); err != nil {
			return err
		}
		role, err = addMember(t, l, user, now)
		return err
	})
	if err != nil {
		return board.RoleNone, err
	}
	return role, nil
}

// linkRow is a link as it is kept.
type linkRow struct {
	num, board int64
	role       board.Role
	expires    int64
	password   string
}

// lets asks whether a link lets a user in: ErrRemoved, ErrGuarded. joined: they came by it before.
func (l linkRow) lets(t view, user board.UserID, proven string) (joined bool, err error) {
	word, said, err := wordOn(t, l.board, user)
	if err == nil && said && word == board.RoleNone {
		err = board.ErrRemoved
	}
	if err != nil {
		return false, err
	}
	joined, err = t.one("SELECT 1 FROM members WHERE board = $1 AND user_id = $2 AND link = $3", []any{l.board, string(user), l.num}, new(int64))
	if err == nil && !joined && l.password != proven {
		err = board.ErrGuarded
	}
	return joined, err
}

// linkOf reads a link of a board. None: ErrNoBoard. Out of use: ErrQuarantined; in the trash: ErrTrashed. Run out: ErrExpired.
func linkOf(t view, id board.ID, link [32]byte, now int64) (l linkRow, err error) {
	var rank, quarantined, trashed int64
	found, err := t.one(`SELECT l.num, l.board, l.role, l.expires, l.password, b.quarantined, b.trashed FROM links l JOIN boards b ON b.num = l.board
		WHERE l.secret = $1 AND b.id = $2`, []any{link[:], string(id)}, &l.num, &l.board, &rank, &l.expires, &l.password, &quarantined, &trashed)
	if err := orMissing(found, err, board.ErrNoBoard); err != nil {
		return linkRow{}, err
	}
	l.role = roleOf(rank)
	if err := inUse(quarantined, trashed); err != nil {
		return l, err
	}
	if l.expires != 0 && l.expires <= now {
		return l, board.ErrExpired
	}
	return l, nil
}
