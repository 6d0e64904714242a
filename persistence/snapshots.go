package persistence

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"drawingroom/rooms/board"

	"github.com/klauspost/compress/zstd"
)

const (
	// keptSnapshots is how many of a board stay beside its keyframes: the newest, and two to fall back on.
	keptSnapshots = 3
	// maxSnapshot bounds what a damaged row may unpack to: 100,000 elements of a large board take less.
	maxSnapshot = 1 << 30
)

// Snapshot returns the newest whole snapshot at or below a seq, of this FoldVersion and of the board's epoch, and of what is not folded. A damaged one
// is passed over. None: ErrNotFound.
func (s *Store) Snapshot(ctx context.Context, id board.ID, atMost board.Seq) (board.Snapshot, error) {
	var found []board.Snapshot
	var damage error
	err := s.db.view(ctx, func(t view) error {
		found, damage = nil, nil
		return t.query(`SELECT s.seq, s.fold, s.epoch, s.hash, s.state, s.checksum, s.body FROM snapshots s JOIN boards b ON b.num = s.board
			WHERE b.id = $1 AND s.epoch = b.epoch AND s.seq <= b.seq AND s.seq <= $2 AND s.fold = $3 AND s.seq >= `+foldedTo+` ORDER BY s.seq DESC`,
			[]any{string(id), int64(atMost), board.FoldVersion}, func(scan scan) (bool, error) {
				one, err := scanSnapshot(id, scan)
				if err != nil {
					damage = errors.Join(damage, err)
					return true, nil
				}
				found = append(found, one)
				return false, nil
			})
	})
	switch {
	case err != nil:
		return board.Snapshot{}, err
	case len(found) > 0:
		return found[0], nil
	case damage != nil:
		return board.Snapshot{}, fmt.Errorf("%w: %w", board.ErrNotFound, damage)
	}
	return board.Snapshot{}, board.ErrNotFound
}

func scanSnapshot(id board.ID, scan scan) (board.Snapshot, error) {
	var s board.Snapshot
	var checksum, packed []byte
	if err := scan(&s.At.Seq, &s.Fold, &s.At.Epoch, into16(&s.At.Hash), into16(&s.State), &checksum, &packed); err != nil {
		return s, err
	}
	return unpack(id, s, checksum, packed)
}

// SnapshotOf reads a row that Dump gave of the table snapshots, as Store.Snapshot does. Damaged: an error.
func SnapshotOf(id board.ID, r Row) (board.Snapshot, error) {
	s := board.Snapshot{At: board.Position{Seq: board.Seq(r.Number("seq")), Epoch: r.Text("epoch")}, Fold: int(r.Number("fold"))}
	if err := errors.Join(into16(&s.At.Hash).Scan(r.Bytes("hash")), into16(&s.State).Scan(r.Bytes("state"))); err != nil {
		return s, err
	}
	return unpack(id, s, r.Bytes("checksum"), r.Bytes("body"))
}

func unpack(id board.ID, s board.Snapshot, checksum, packed []byte) (board.Snapshot, error) {
	if sum := snapshotSum(id, s, packed); string(sum[:]) != string(checksum) {
		return s, fmt.Errorf("snapshot of %s at %d is damaged", id, s.At.Seq)
	}
	var err error
	if s.Body, err = unpacker().DecodeAll(packed, nil); err != nil {
		return s, fmt.Errorf("snapshot of %s at %d: %w", id, s.At.Seq, err)
	}
	return s, nil
}

// snapshotSum covers every column, so that a flipped bit anywhere in the row is found.
func snapshotSum(id board.ID, s board.Snapshot, packed []byte) [32]byte {
	head := binary.BigEndian.AppendUint64(nil, uint64(s.At.Seq))
	head = binary.BigEndian.AppendUint64(head, uint64(s.Fold))
	for _, part := range [][]byte{[]byte(id), []byte(s.At.Epoch), s.At.Hash[:], s.State[:]} {
		head = binary.BigEndian.AppendUint32(head, uint32(len(part)))
		head = append(head, part...)
	}
	return sha256.Sum256(append(head, packed...))
}

// SaveSnapshot keeps a snapshot; the newest three of a board stay, and its keyframes. One that is there already stays as it is.
// No such board, or a position that is not in its history, or that lies before something was struck out of it, or is folded: ErrNotFound.
func (s *Store) SaveSnapshot(ctx context.Context, id board.ID, snap board.Snapshot) error {
	packed, sum := pack(id, snap)
	return s.db.update(ctx, func(t tx) error {
		// Under the lock: one that was made before a strike must not be saved after it.
		num, err := t.lockBoard(id)
		if err := orMissing(num != 0, err, board.ErrNotFound); err != nil {
			return err
		}
		// The chain hash of the log's row says that the snapshot is of this history.
		found, err := t.one(`SELECT c.seq FROM boards b JOIN changes c ON c.board = b.num
			WHERE b.num = $1 AND b.epoch = $2 AND c.seq = $3 AND c.hash = $4
			AND NOT EXISTS (SELECT 1 FROM strikes s WHERE s.board = b.num AND s.mark > c.seq) AND c.seq >= `+foldedTo,
			[]any{num, snap.At.Epoch, int64(snap.At.Seq), snap.At.Hash[:]}, new(int64))
		if err := orMissing(found, err, board.ErrNotFound); err != nil {
			return err
		}
		if err := insertSnapshot(t, num, snap, packed, sum, false); err != nil {
			return err
		}
		_, err = t.exec(`DELETE FROM snapshots WHERE board = $1 AND NOT keyframe AND seq < (
			SELECT min(seq) FROM (SELECT seq FROM snapshots WHERE board = $1 AND NOT keyframe ORDER BY seq DESC LIMIT $2) newest)`, num, keptSnapshots)
		return err
	})
}

// pack is done before the transaction begins: it takes its time, and others would wait for it.
func pack(id board.ID, snap board.Snapshot) (packed []byte, sum [32]byte) {
	packed = packer().EncodeAll(snap.Body, nil)
	return packed, snapshotSum(id, snap, packed)
}

func insertSnapshot(t tx, num int64, snap board.Snapshot, packed []byte, sum [32]byte, keyframe bool) error {
	_, err := t.exec(`INSERT INTO snapshots (board, seq, fold, epoch, hash, state, checksum, body, keyframe) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (board, seq, fold, epoch) DO NOTHING`,
		num, int64(snap.At.Seq), int64(snap.Fold), snap.At.Epoch, snap.At.Hash[:], snap.State[:], sum[:], packed, keyframe)
	return err
}

// DropSnapshot forgets a snapshot that proved to be wrong. One that is not there is no error.
func (s *Store) DropSnapshot(ctx context.Context, id board.ID, at board.Position) error {
	return s.db.update(ctx, func(t tx) error {
		_, err := t.exec(`DELETE FROM snapshots WHERE board = (SELECT num FROM boards WHERE id = $1) AND seq = $2 AND epoch = $3`,
			string(id), int64(at.Seq), at.Epoch)
		return err
	})
}

// packer and unpacker are shared: both are safe for concurrent use by EncodeAll and DecodeAll, and costly to make.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // only wrong options fail
		}
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxSnapshot))
		if err != nil {
			panic(err) // only wrong options fail
		}
		return d
	})
)
