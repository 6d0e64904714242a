package persistence

import (
	"context"
	"fmt"
	"io"

	"drawingroom/rooms/board"
)

// saveParts writes the bytes of an asset, each part in a transaction of its own: a large one would keep every board's changes waiting.
func (s *Store) saveParts(ctx context.Context, num, size int64, body io.Reader) error {
	bytes := make([]byte, board.AssetPart)
	for part := int64(0); size > 0; part++ {
		n := min(size, board.AssetPart)
		if _, err := io.ReadFull(body, bytes[:n]); err != nil {
			return fmt.Errorf("reading an asset: %w", err)
		}
		err := s.db.update(ctx, func(t tx) error {
			_, err := t.exec("INSERT INTO asset_parts (asset, part, bytes) VALUES ($1, $2, $3)", num, part, bytes[:n])
			return err
		})
		if err != nil {
			return err
		}
		size -= n
	}
	return nil
}

func dropParts(t tx, num int64) error {
	_, err := t.exec("DELETE FROM asset_parts WHERE asset IN (SELECT num FROM assets WHERE num = $1 AND NOT whole)", num)
	return err
}

// AssetPart returns one part of an asset's bytes, counted from 0 (see board.AssetPart). The board has none by this hash, or it ends before: ErrNotFound.
func (s *Store) AssetPart(ctx context.Context, id board.ID, hash board.AssetHash, part int) ([]byte, error) {
	var bytes []byte
	err := s.db.view(ctx, func(t view) error {
		found, err := t.one(`SELECT p.bytes FROM asset_parts p JOIN assets a ON a.num = p.asset JOIN boards b ON b.num = a.board
			WHERE b.id = $1 AND a.hash = $2 AND a.whole AND p.part = $3`, []any{string(id), hash[:], int64(part)}, &bytes)
		return orMissing(found, err, board.ErrNotFound)
	})
	return bytes, err
}
