package persistence

import (
	"context"
	"errors"
	"io"

	"drawingroom/rooms/board"
)

// unfinished is how long the parts of an asset whose saving broke off are kept, in ms: by then nobody is still at it.
const unfinished = 60 * 60 * 1000

// SaveAsset keeps an asset, of a.Size bytes that body yields, and says whether it was new: one that is there already is left as it is.
// The bytes are written a part at a time, and other work comes between; nobody sees the asset before all of it is there.
// No such board: ErrNoBoard. In the trash: ErrTrashed. The user may not write on it, also if only by now: ErrRights. No room for it: ErrFull.
func (s *Store) SaveAsset(ctx context.Context, a board.NewAsset, body io.Reader) (fresh bool, err error) {
	var num int64
	err = s.db.update(ctx, func(t tx) error {
		var err error
		num, err = beginAsset(t, a, s.now())
		return err
	})
	if err != nil || num == 0 {
		return false, err
	}
	err = s.saveParts(ctx, num, a.Size, body)
	if err == nil {
		err = s.db.update(ctx, func(t tx) error {
			var err error
			fresh, err = finishAsset(t, num, a, s.now())
			return err
		})
	}
	if err != nil || !fresh {
		// Where this fails too, the next one to save an asset on the board does it.
		drop := s.db.update(context.WithoutCancel(ctx), func(t tx) error { return dropAsset(t, num) })
		return false, errors.Join(err, drop)
	}
	return true, nil
}

// beginAsset makes a row for an asset that is not whole yet; 0 if the board has the asset already.
func beginAsset(t tx, a board.NewAsset, now int64) (num int64, err error) {
	on, err := mayKeep(t, a, now)
	if err != nil || on == 0 {
		return 0, err
	}
	if err := dropUnfinished(t, on, a.Now-unfinished); err != nil {
		return 0, err
	}
	_, err = t.one(`INSERT INTO assets (board, hash, type, width, height, size, user_id, begun, whole)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING num`,
		[]any{on, a.Hash[:], a.Type, int64(a.Width), int64(a.Height), a.Size, string(a.By), a.Now, false}, &num)
	return num, err
}

// mayKeep asks, under the lock of the board's row, whether an asset may be kept on it; on is 0 if it is kept already.
func mayKeep(t tx, a board.NewAsset, now int64) (on int64, err error) {
	on, err = t.lockBoard(a.Board)
	if err := orMissing(on != 0, err, board.ErrNoBoard); err != nil {
		return 0, err
	}
	role, err := roleIn(t, on, a.By, now)
	if err != nil {
		return 0, err
	}
	if !role.MayEdit() {
		return 0, board.ErrRights
	}
	var quarantined, trashed int64
	if _, err := t.one("SELECT quarantined, trashed FROM boards WHERE num = $1", []any{on}, &quarantined, &trashed); err != nil {
		return 0, err
	}
	if err := inUse(quarantined, trashed); err != nil {
		return 0, err
	}
	there, err := t.one("SELECT num FROM assets WHERE board = $1 AND hash = $2 AND whole", []any{on, a.Hash[:]}, new(int64))
	if err != nil || there {
		return 0, err
	}
	var taken int64
	if _, err := t.one("SELECT CAST(coalesce(sum(size), 0) AS BIGINT) FROM assets WHERE board = $1 AND whole", []any{on}, &taken); err != nil {
		return 0, err
	}
	if a.Quota > 0 && taken+a.Size > a.Quota {
		return 0, board.ErrFull
	}
	return on, nil
}

// finishAsset makes an asset be seen, unless another has saved the same meanwhile.
func finishAsset(t tx, num int64, a board.NewAsset, now int64) (fresh bool, err error) {
	on, err := mayKeep(t, a, now)
	if err != nil || on == 0 {
		return false, err
	}
	rows, err := t.exec("UPDATE assets SET whole = $2 WHERE num = $1", num, true)
	if err == nil && rows == 0 { // it took so long that it counted as given up
		err = board.ErrBusy
	}
	return err == nil, err
}

// dropUnfinished forgets what was begun before a time and never became whole.
func dropUnfinished(t tx, on, before int64) error {
	var nums []int64
	err := t.query("SELECT num FROM assets WHERE board = $1 AND begun < $2 AND NOT whole", []any{on, before}, func(scan scan) (bool, error) {
		var num int64
		err := scan(&num)
		nums = append(nums, num)
		return true, err
	})
	for _, num := range nums {
		err = errors.Join(err, dropAsset(t, num))
	}
	return err
}

func dropAsset(t tx, num int64) error {
	if err := dropParts(t, num); err != nil {
		return err
	}
	_, err := t.exec("DELETE FROM assets WHERE num = $1 AND NOT whole", num)
	return err
}

// Asset tells of an asset of a board. The board has none by this hash: ErrNotFound.
func (s *Store) Asset(ctx context.Context, id board.ID, hash board.AssetHash) (board.Asset, error) {
	a := board.Asset{Hash: hash}
	err := s.db.view(ctx, func(t view) error {
		var width, height int64
		found, err := t.one("SELECT a.type, a.width, a.height, a.size FROM assets a JOIN boards b ON b.num = a.board WHERE b.id = $1 AND a.hash = $2 AND a.whole",
			[]any{string(id), hash[:]}, &a.Type, &width, &height, &a.Size)
		a.Width, a.Height = int(width), int(height)
		return orMissing(found, err, board.ErrNotFound)
	})
	return a, err
}
