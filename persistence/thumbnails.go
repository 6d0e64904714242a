package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// SaveThumbnail keeps a small picture of a board, one for each theme. No such board: ErrNoBoard. In the trash: ErrTrashed. The user may not write on it:
// ErrRights. A seq that the board has not come to, that a newer picture shows, or that is from before something was struck out or of a past that was folded: ErrChanged.
func (s *Store) SaveThumbnail(ctx context.Context, id board.ID, by board.UserID, p board.Thumbnail) error {
	return s.locked(ctx, id, func(t tx, num int64) error {
		role, err := roleIn(t, num, by, s.now())
		if err != nil {
			return err
		}
		var seq, mark, folded, newest, quarantined, trashed int64
		_, err = t.one(`SELECT b.seq, b.quarantined, b.trashed, (SELECT COALESCE(max(mark), 0) FROM strikes WHERE board = b.num), `+foldedTo+`,
			(SELECT COALESCE(max(seq), 0) FROM thumbnails WHERE board = b.num AND theme = $2) FROM boards b WHERE b.num = $1`,
			[]any{num, string(p.Theme)}, &seq, &quarantined, &trashed, &mark, &folded, &newest)
		if err == nil {
			err = inUse(quarantined, trashed)
		}
		switch {
		case err != nil:
			return err
		case !role.MayEdit():
			return board.ErrRights
		case int64(p.Seq) > seq || int64(p.Seq) < max(mark, folded, newest, 1):
			return board.ErrChanged
		}
		_, err = t.exec(`INSERT INTO thumbnails (board, theme, seq, type, width, height, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (board, theme) DO UPDATE SET seq = $3, type = $4, width = $5, height = $6, bytes = $7`,
			num, string(p.Theme), int64(p.Seq), p.Type, int64(p.Width), int64(p.Height), p.Bytes)
		return err
	})
}

// Thumbnail returns the small picture of a board in a theme, of the newest seq that was kept; who may see it is the caller's to know. None, or a board that is
// in the trash: ErrNotFound.
func (s *Store) Thumbnail(ctx context.Context, id board.ID, theme board.Theme) (board.Thumbnail, error) {
	p := board.Thumbnail{Theme: theme}
	err := s.db.view(ctx, func(t view) error {
		var width, height int64
		found, err := t.one(`SELECT t.seq, t.type, t.width, t.height, t.bytes FROM boards b JOIN thumbnails t ON t.board = b.num
			WHERE b.id = $1 AND t.theme = $2 AND b.trashed = 0`, []any{string(id), string(theme)}, &p.Seq, &p.Type, &width, &height, &p.Bytes)
		p.Width, p.Height = int(width), int(height)
		return orMissing(found, err, board.ErrNotFound)
	})
	return p, err
}

// dropThumbnails forgets the small pictures of a board that may show what came with a seq. The board's row is locked.
func dropThumbnails(t tx, num int64, from board.Seq) error {
	_, err := t.exec("DELETE FROM thumbnails WHERE board = $1 AND seq >= $2", num, int64(from))
	return err
}
