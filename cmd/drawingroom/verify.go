package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/alecthomas/kong"

	"drawingroom/persistence"
	"drawingroom/persistence/archive"
	"drawingroom/persistence/proof"
)

// verify checks everything that is kept.
type verify struct {
	place `embed:""`
	File  string `arg:"" optional:"" help:"A backup to check instead of the database. - is standard input."`
}

// Run says what is wrong, a line each, and then how much was checked. Anything wrong is an error.
func (v verify) Run(ctx context.Context, to streams, asked *kong.Context) error {
	if v.File != "" && said(asked, "data", "database-url") {
		return errors.New("verify checks a database or a backup: leave out --data and --database-url, or the file")
	}
	check := &proof.Check{Found: func(f proof.Finding) { fmt.Fprintln(to.out, f) }}
	show := newProgress(to.err)
	take := func(r persistence.Row) error {
		show.pass(r)
		return check.Take(r)
	}
	damage, err := v.read(ctx, to.out, take)
	if err == nil {
		err = check.End()
	}
	show.end()
	if err != nil {
		return err
	}
	for _, id := range check.Quarantined {
		fmt.Fprintf(to.out, "%s: it is out of use (quarantine)\n", id)
	}
	n := check.Count
	fmt.Fprintf(to.out, "Checked %s: %s, %s, %s of %d bytes.\n", counted(int(n.Boards), "board"), counted(int(n.Changes), "change"), counted(int(n.Snapshots), "snapshot"), counted(int(n.Assets), "picture"), n.AssetBytes)
	if n.Struck > 0 {
		fmt.Fprintf(to.out, "%d of the changes were struck out by owners of their boards.\n", n.Struck)
	}
	if n.Folded > 0 {
		fmt.Fprintf(to.out, "%d of the changes were folded into the states of their boards.\n", n.Folded)
	}
	if n.Damaged+damage > 0 {
		return fmt.Errorf("damage was found: in %d boards, and %d times in the database's own files", n.Damaged, damage)
	}
	return nil
}

// said says whether one of these flags was given as an argument, and not by the environment or by its default.
func said(asked *kong.Context, names ...string) bool {
	return slices.ContainsFunc(asked.Path, func(p *kong.Path) bool { return p.Flag != nil && slices.Contains(names, p.Flag.Name) })
}

// read gives every row, and returns how often the database itself finds fault with its files.
func (v verify) read(ctx context.Context, out io.Writer, take func(persistence.Row) error) (damage int64, err error) {
	if v.File != "" {
		from, err := openArg(v.File)
		if err != nil {
			return 0, err
		}
		defer from.Close()
		_, err = archive.Read(from, take)
		return 0, err
	}
	return damage, v.beside(ctx, func(store *persistence.Store) error {
		found, err := store.Damage(ctx)
		if err != nil {
			return err
		}
		for _, line := range found {
			fmt.Fprintln(out, "the database's file:", line)
		}
		damage = int64(len(found))
		return store.Dump(ctx, func(*persistence.Table) bool { return false }, take)
	})
}
