package persistence

import (
	"context"
	"strings"

	"drawingroom/rooms/board"
)

// Embedding returns how a board may be shown elsewhere. No such board, or one that was put aside or is in the trash: ErrNoBoard.
func (s *Store) Embedding(ctx context.Context, id board.ID) (board.Embedding, error) {
	var e board.Embedding
	var origins string
	var replay, width, height int64
	err := s.db.view(ctx, func(t view) error {
		found, err := t.one(`SELECT b.title, b.seq, b.replay, coalesce(e.origins, ''), coalesce(e.unfurl, false),
				coalesce(t.seq, 0), coalesce(t.width, 0), coalesce(t.height, 0)
			FROM boards b LEFT JOIN embeds e ON e.board = b.num LEFT JOIN thumbnails t ON t.board = b.num AND t.theme = 'light'
			WHERE b.id = $1 AND b.quarantined = 0 AND b.trashed = 0`,
			[]any{string(id)}, &e.Title, &e.Head, &replay, &origins, &e.Unfurl, &e.Picture.Seq, &width, &height)
		return orMissing(found, err, board.ErrNoBoard)
	})
	e.Origins, e.Replay = strings.Fields(origins), roleOf(replay)
	e.Picture.Theme, e.Picture.Width, e.Picture.Height = board.Light, int(width), int(height)
	return e, err
}

// SetEmbedding says how a board may be shown elsewhere, by the owner's word. No such board: ErrNoBoard. Not the owner, by now: ErrRights.
func (s *Store) SetEmbedding(ctx context.Context, id board.ID, by board.UserID, e board.Embedding) error {
	return s.locked(ctx, id, func(t tx, num int64) error {
		if err := ownerIn(t, num, by, s.now()); err != nil {
			return err
		}
		_, err := t.exec(`INSERT INTO embeds (board, origins, unfurl) VALUES ($1, $2, $3)
			ON CONFLICT (board) DO UPDATE SET origins = excluded.origins, unfurl = excluded.unfurl`, num, strings.Join(e.Origins, " "), e.Unfurl)
		return err
	})
}
