package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"drawingroom/persistence"
	"drawingroom/persistence/archive"
)

// backup writes all that is kept into a file.
type backup struct {
	place `embed:""`
	File  string `arg:"" help:"The file to write; one of that name is replaced once the new one is whole. - is standard output."`
}

// Run writes the backup. It reads what was there at one moment; the server goes on meanwhile.
func (b backup) Run(ctx context.Context, to streams) error {
	if b.File != "-" {
		if err := mayBecomeFile(b.File, filepath.Dir(b.File)); err != nil {
			return err
		}
	}
	return b.beside(ctx, func(store *persistence.Store) error {
		if b.File == "-" {
			return b.write(ctx, store, to.out, to.err)
		}
		return wholeFile(b.File, func(out io.Writer) error { return b.write(ctx, store, out, to.err) })
	})
}

func (b backup) write(ctx context.Context, store *persistence.Store, out, say io.Writer) error {
	w, err := archive.NewWriter(out, time.Now().UnixMilli())
	if err != nil {
		return err
	}
	boards := 0
	show := newProgress(say)
	err = store.Dump(ctx, func(t *persistence.Table) bool { return t.Derived }, func(r persistence.Row) error {
		if r.Table.Name == "boards" {
			boards++
		}
		show.pass(r)
		return w.Put(r)
	})
	show.end()
	if err != nil {
		return err
	}
	if _, err := w.Close(); err != nil {
		return err
	}
	fmt.Fprintf(say, "Kept %s with %s.\n", counted(boards, "board"), counted(show.changes, "change"))
	return nil
}

// wholeFile writes a file that appears under its name only when all of it is on the disk.
func wholeFile(name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".part-*") // for its owner only: it opens every board
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	out := bufio.NewWriterSize(f, 1<<20)
	if err := write(out); err != nil {
		return err
	}
	if err := errors.Join(out.Flush(), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer folder.Close()
	_ = folder.Sync() // not every system can; the file's own bytes are there
	return nil
}
