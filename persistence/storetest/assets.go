package storetest

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"sync"
	"testing/iotest"

	"drawingroom/rooms/board"
)

// picture is an asset of random bytes on a board, by its owner.
func picture(m made, size int) (board.NewAsset, []byte) {
	body := make([]byte, size)
	rand.Read(body)
	return board.NewAsset{
		Asset: board.Asset{Hash: sha256.Sum256(body), Type: "image/png", Width: 40, Height: 30, Size: int64(size)},
		Board: m.id, By: m.owner, Now: start,
	}, body
}

// body reads a whole asset back, part by part.
func (d *desk) body(id board.ID, hash board.AssetHash) []byte {
	d.Helper()
	var all []byte
	for part := 0; ; part++ {
		bytes, err := d.AssetPart(d.ctx, id, hash, part)
		if errors.Is(err, board.ErrNotFound) {
			return all
		}
		d.must(err)
		all = append(all, bytes...)
	}
}

// count counts rows past the store.
func (d *desk) count(table string) (n int) {
	d.Helper()
	d.must(d.place.SQL.QueryRowContext(d.ctx, "SELECT count(*) FROM "+table).Scan(&n))
	return n
}

func assetsComeBack(d *desk) {
	m, other := d.board(), d.board()
	for _, size := range []int{1, board.AssetPart - 1, board.AssetPart, board.AssetPart + 1, 3 * board.AssetPart} {
		a, body := picture(m, size)
		fresh, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body))
		if err != nil || !fresh {
			d.Fatalf("%d bytes: %v, %v", size, fresh, err)
		}
		d.reopen()
		if got, err := d.Asset(d.ctx, m.id, a.Hash); err != nil || got != a.Asset {
			d.Errorf("%d bytes: %+v, %v", size, got, err)
		}
		if !bytes.Equal(d.body(m.id, a.Hash), body) {
			d.Errorf("%d bytes came back as others", size)
		}
		if _, err := d.Asset(d.ctx, other.id, a.Hash); !errors.Is(err, board.ErrNotFound) {
			d.Errorf("another board has it too: %v", err)
		}
		if got := d.body(other.id, a.Hash); got != nil {
			d.Errorf("another board has its bytes too")
		}
	}
	if _, err := d.AssetPart(d.ctx, m.id, board.AssetHash{}, -1); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("no such part: %v", err)
	}
}

func assetsOnce(d *desk) {
	m, other := d.board(), d.board()
	a, body := picture(m, 2*board.AssetPart)
	made := 0
	var mu sync.Mutex
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			fresh, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body))
			if err != nil {
				d.Errorf("save: %v", err)
			}
			mu.Lock()
			defer mu.Unlock()
			if fresh {
				made++
			}
		})
	}
	all.Wait()
	if made != 1 || d.count("assets") != 1 || d.count("asset_parts") != 2 {
		d.Errorf("made %d times, %d rows with %d parts", made, d.count("assets"), d.count("asset_parts"))
	}
	elsewhere := a
	elsewhere.Board, elsewhere.By = other.id, other.owner
	if fresh, err := d.SaveAsset(d.ctx, elsewhere, bytes.NewReader(body)); err != nil || !fresh {
		d.Errorf("the same on another board: %v, %v", fresh, err)
	}
	if !bytes.Equal(d.body(m.id, a.Hash), body) {
		d.Error("the bytes are others")
	}
}

func assetsByRight(d *desk) {
	m := d.board()
	viewer, stranger := d.user(), d.user()
	look := secret("to look")
	d.must(d.CreateLink(d.ctx, m.id, m.owner, newLink(look, board.RoleViewer), start))
	_, err := d.Join(d.ctx, m.id, viewer, look, "", start)
	d.must(err)
	for who, user := range map[string]board.UserID{"a viewer": viewer, "a stranger": stranger} {
		a, body := picture(m, 10)
		a.By = user
		if _, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body)); !errors.Is(err, board.ErrRights) {
			d.Errorf("%s: %v", who, err)
		}
	}
	a, body := picture(m, 10)
	a.Board = "no-such-board"
	if _, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body)); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no board: %v", err)
	}
	// The right ends while the bytes are on their way: nothing of them stays.
	a, body = picture(m, 2*board.AssetPart)
	ending := io.MultiReader(bytes.NewReader(body[:board.AssetPart]), readerFunc(func() {
		_, err := d.place.SQL.ExecContext(d.ctx, "DELETE FROM members WHERE user_id = $1", string(m.owner))
		d.must(err)
	}), bytes.NewReader(body[board.AssetPart:]))
	if _, err := d.SaveAsset(d.ctx, a, ending); !errors.Is(err, board.ErrRights) {
		d.Errorf("a right that ended: %v", err)
	}
	if d.count("assets") != 0 || d.count("asset_parts") != 0 {
		d.Errorf("%d rows with %d parts stay", d.count("assets"), d.count("asset_parts"))
	}
}

// readerFunc does something when its turn to be read comes.
type readerFunc func()

func (f readerFunc) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

func assetsQuota(d *desk) {
	m, other := d.board(), d.board()
	save := func(of made, size int, quota int64) error {
		a, body := picture(of, size)
		a.Quota = quota
		_, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body))
		return err
	}
	d.must(save(m, 600, 1000))
	if err := save(m, 401, 1000); !errors.Is(err, board.ErrFull) {
		d.Errorf("over the quota: %v", err)
	}
	d.must(save(m, 400, 1000))
	d.must(save(other, 1000, 1000))
	if err := save(m, 1, 1000); !errors.Is(err, board.ErrFull) {
		d.Errorf("full: %v", err)
	}
	d.must(save(m, 1, 0))
}

// What broke off is not seen, is forgotten after an hour, and does not keep anybody from saving the same.
func assetsBrokenOff(d *desk) {
	m := d.board()
	a, body := picture(m, 2*board.AssetPart)
	if _, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body[:board.AssetPart+1])); !errors.Is(err, io.ErrUnexpectedEOF) {
		d.Errorf("too few bytes: %v", err)
	}
	if _, err := d.SaveAsset(d.ctx, a, iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		d.Errorf("a reader that fails: %v", err)
	}
	cut, cancel := context.WithCancel(d.ctx)
	if _, err := d.SaveAsset(cut, a, io.MultiReader(bytes.NewReader(body[:board.AssetPart]), readerFunc(cancel), bytes.NewReader(body[board.AssetPart:]))); !errors.Is(err, context.Canceled) {
		d.Errorf("cancelled: %v", err)
	}
	if d.count("assets") != 0 || d.count("asset_parts") != 0 {
		d.Errorf("%d rows with %d parts stay", d.count("assets"), d.count("asset_parts"))
	}
	// As a crash would leave it.
	_, err := d.place.SQL.ExecContext(d.ctx, `INSERT INTO assets (board, hash, type, width, height, size, user_id, begun, whole)
		SELECT num, $1, 'image/png', 1, 1, 1, owner, $2, $3 FROM boards WHERE id = $4`, a.Hash[:], int64(start), false, string(m.id))
	d.must(err)
	_, err = d.place.SQL.ExecContext(d.ctx, "INSERT INTO asset_parts (asset, part, bytes) SELECT num, 0, $1 FROM assets", []byte{1})
	d.must(err)
	if _, err := d.Asset(d.ctx, m.id, a.Hash); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("a half one is seen: %v", err)
	}
	if got := d.body(m.id, a.Hash); got != nil {
		d.Error("bytes of a half one are seen")
	}
	a.Now = start + 2*60*60*1000
	fresh, err := d.SaveAsset(d.ctx, a, bytes.NewReader(body))
	if err != nil || !fresh || d.count("assets") != 1 || d.count("asset_parts") != 2 {
		d.Errorf("again: %v, %v, %d rows with %d parts", fresh, err, d.count("assets"), d.count("asset_parts"))
	}
}
