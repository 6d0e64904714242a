package rooms

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// ErrBeyond says that a board has not come as far as a seq.
var ErrBeyond = errors.New("no such moment")

// Moment is a place in a board's history, of which the state can be had.
type Moment struct {
	At   board.Position
	Time int64 // ms, of the change at that place

	reg *Registry
	key pastKey
}

// pastKey is all that a state depends on. What changes what the log says raises the version of the board's rights.
type pastKey struct {
	id  board.ID
	at  board.Position
	acl int64
}

// Moment finds a place in a board's history. Rights are the caller's to know. Beyond the head: ErrBeyond; folded: board.ErrFolded.
func (r *Registry) Moment(ctx context.Context, id board.ID, seq board.Seq) (Moment, error) {
	head, err := r.cfg.Store.Head(ctx, id)
	if err != nil {
		return Moment{}, err
	}
	if seq < 1 || seq > head.Seq {
		return Moment{}, ErrBeyond
	}
	hash, time, err := r.rowAt(ctx, id, seq)
	if err != nil {
		return Moment{}, err
	}
	at := board.Position{Epoch: head.Epoch, Seq: seq, Hash: hash}
	return Moment{At: at, Time: time, reg: r, key: pastKey{id, at, head.ACL}}, nil
}

// rowAt returns the chain hash and the time of a row. Of those that were folded the last can still be asked for: its state is the base.
func (r *Registry) rowAt(ctx context.Context, id board.ID, seq board.Seq) (hash board.Hash, time int64, err error) {
	rows, err := r.cfg.Store.Log(ctx, id, seq-1, 1)
	if errors.Is(err, board.ErrFolded) {
		begins, err := r.cfg.Store.Beginning(ctx, id)
		if err == nil && begins.At.Seq != seq {
			err = board.ErrFolded
		}
		return begins.At.Hash, begins.Time, err
	}
	if err == nil && (len(rows) != 1 || rows[0].Seq != seq) {
		err = fmt.Errorf("%w: row %d of %s is missing", board.ErrUnreadable, seq, id)
	}
	if err != nil {
		return hash, 0, err
	}
	return rows[0].Hash, rows[0].Time, nil
}

// Come returns how far a board had come at a time in ms: the seq of the last change by then, 0 before the first.
func (r *Registry) Come(ctx context.Context, id board.ID, time int64) (board.Seq, error) {
	return r.cfg.Store.SeqAt(ctx, id, time)
}

// Tag names what State gives: another state has another one. It is known before the state is.
func (m Moment) Tag() string { return fmt.Sprintf("%d-%x-%d", m.At.Seq, m.At.Hash[:], m.key.acl) }

// State returns the board as it was, by gzip: a JSON object of its id, epoch, seq, time, chain hash, state hash and, as board, the canonical form of
// which that is the hash. The bytes must not be written to. Who asks for the same at once is served by one reader; where more are asked for than
// can be made soon: board.ErrBusy. One that nobody waits for any more is not made.
func (m Moment) State(ctx context.Context) ([]byte, error) {
	return m.reg.pasts.get(ctx, m.reg, m.key, func(ctx context.Context) ([]byte, error) { return m.reg.past(ctx, m) })
}

func (r *Registry) past(ctx context.Context, m Moment) ([]byte, error) {
	f, err := fold(ctx, r.cfg.Store, m.key.id, m.At)
	if err != nil {
		return nil, err
	}
	if f.at != m.At {
		return nil, fmt.Errorf("%w: a snapshot is not of its history", board.ErrUnreadable)
	}
	if m.At.Seq-f.saved >= r.cfg.Limits.apart(m.At.Seq) { // the keyframe before it is not there
		r.keyframes(m.key.id)
	}
	scratch := forms.Get().(*[]byte)
	defer forms.Put(scratch)
	form := f.board.AppendCanonical((*scratch)[:0])
	*scratch = form
	state := sha256.Sum256(form)
	head := append(strict.AppendString([]byte(`{"id":`), string(m.key.id)), `,"epoch":`...)
	head = strict.AppendString(head, m.At.Epoch)
	head = fmt.Appendf(head, `,"seq":%d,"time":%d,"hash":"%x","state":"%x","board":`, m.At.Seq, m.Time, m.At.Hash[:], state[:])
	var out bytes.Buffer
	out.Grow(len(form) / 2)
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(&out)
	for _, part := range [][]byte{head, form, []byte("}\n")} {
		if err == nil {
			_, err = w.Write(part)
		}
	}
	if err == nil {
		err = w.Close()
	}
	return bytes.Clone(out.Bytes()), err
}

// forms are the bytes of states that have been sent: what is not allocated need not be collected, which those who draw would feel.
var forms = sync.Pool{New: func() any { return new([]byte) }}

// packers are used again: a new one takes more memory than most states.
var packers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzipLevel)
	if err != nil {
		panic(err) // only a wrong level fails
	}
	return w
}}
