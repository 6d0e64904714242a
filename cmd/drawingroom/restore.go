package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"drawingroom/persistence"
	"drawingroom/persistence/archive"
	"drawingroom/persistence/proof"
	"drawingroom/rooms/board"
)

// restore fills an empty database from a backup.
type restore struct {
	place        `embed:""`
	File         string `arg:"" help:"The backup. - is standard input."`
	AllowDamaged bool   `name:"allow-damaged" help:"Take boards over that do not prove to be whole, out of use (see quarantine), instead of refusing the backup."`
}

// saveFrom is how many changes a board must have for a snapshot to be made of it, so that it opens as fast as before.
const saveFrom = 500

// Run reads the backup once, checks every row of it while it is written, and commits when nothing is wrong. Each board gets a new
// epoch: whoever had it open notices that what they saw last may not be there.
func (c restore) Run(ctx context.Context, to streams) error {
	from, err := openArg(c.File)
	if err != nil {
		return err
	}
	defer from.Close()
	undo := c.leavesNothing()
	store, err := c.open(ctx)
	if err != nil {
		return errors.Join(err, undo())
	}
	r := restoring{check: &proof.Check{Found: func(f proof.Finding) { fmt.Fprintln(to.err, f) }}, show: newProgress(to.err), allow: c.AllowDamaged}
	err = store.Fill(ctx, func(f *persistence.Filling) error { return r.read(from, f) })
	r.show.end()
	if err = errors.Join(err, store.Close()); err != nil {
		return fmt.Errorf("nothing was restored: %w", errors.Join(err, undo()))
	}
	n := r.check.Count
	fmt.Fprintf(to.err, "Restored %s with %s and %s, as of %s.\n", counted(int(n.Boards), "board"), counted(int(n.Changes), "change"), counted(int(n.Assets), "picture"), time.UnixMilli(r.made).Format(time.RFC3339))
	if n.Damaged > 0 {
		fmt.Fprintf(to.err, "%d of them are damaged and out of use.\n", n.Damaged)
	}
	return nil
}

// leavesNothing returns what takes the data folder away again, if it was not there before.
func (c restore) leavesNothing() (undo func() error) {
	if _, err := os.Stat(c.Data); c.DatabaseURL != "" || !errors.Is(err, fs.ErrNotExist) {
		return func() error { return nil }
	}
	return func() error { return os.RemoveAll(c.Data) }
}

// openArg opens a file that an argument names.
func openArg(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	return os.Open(name)
}

// restoring is a restore under way.
type restoring struct {
	check *proof.Check
	show  *progress
	allow bool
	made  int64
}

func (r *restoring) read(from io.Reader, f *persistence.Filling) error {
	r.check.Whole = func(b proof.Folded) error { return r.save(f, b) }
	r.check.Broken = func(num int64, _ board.ID) error { return f.Quarantine(num, time.Now().UnixMilli()) }
	heading, err := archive.Read(from, func(row persistence.Row) error {
		if row.Table.Name == "boards" {
			row.Set("epoch", newEpoch())
		}
		if err := r.check.Take(row); err != nil {
			return err
		}
		r.show.pass(row)
		return f.Put(row)
	})
	if err != nil {
		return err
	}
	r.made = heading.Made
	if err := r.check.End(); err != nil {
		return err
	}
	if n := r.check.Count.Damaged; n > 0 && !r.allow {
		return fmt.Errorf("%d boards of the backup are damaged; --allow-damaged takes them over, out of use", n)
	}
	return nil
}

// save keeps a snapshot of a board that has been played to its end, since that has just been done.
func (r *restoring) save(f *persistence.Filling, b proof.Folded) error {
	if b.At.Seq < saveFrom {
		return nil
	}
	return f.Snapshot(b.Num, b.ID, board.NewSnapshot(b.At, b.Board.AppendCanonical(nil)))
}

// newEpoch is the name of another history of a board: 16 characters that were never before.
func newEpoch() string {
	var b [12]byte
	_, _ = rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}
