package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
	"drawingroom/server"
)

// quarantine takes a board out of use.
type quarantine struct {
	place   `embed:""`
	Board   string `arg:"" help:"The board's id, as in its address after /b/."`
	Release bool   `help:"Take it back into use."`
}

// Run does so. Nothing of the board is touched; who has it open is told within seconds.
func (q quarantine) Run(ctx context.Context, to streams) error {
	return q.beside(ctx, func(store *persistence.Store) error {
		since, now := time.Now().UnixMilli(), "out of use"
		if q.Release {
			since, now = 0, "in use again"
		}
		if err := named(q.Board, store.Quarantine(ctx, board.ID(q.Board), since)); err != nil {
			return err
		}
		fmt.Fprintf(to.out, "%s is %s.\n", q.Board, now)
		return nil
	})
}

// named says which board there is not.
func named(id string, err error) error {
	if errors.Is(err, board.ErrNoBoard) {
		return fmt.Errorf("there is no board %q", id)
	}
	return err
}

// boardLog writes a board's log.
type boardLog struct {
	place `embed:""`
	Board string `arg:"" help:"The board's id, as in its address after /b/."`
}

// Run writes the rows as GET /api/v1/boards/{id}/log does, from where it is not folded, whether the board can be opened or not.
func (l boardLog) Run(ctx context.Context, to streams) error {
	return l.beside(ctx, func(store *persistence.Store) error {
		var lines []byte
		begins, err := store.Beginning(ctx, board.ID(l.Board))
		if err != nil {
			return named(l.Board, err)
		}
		for last := begins.At.Seq; ; {
			rows, err := store.Log(ctx, board.ID(l.Board), last, 1000)
			if err != nil || len(rows) == 0 {
				return named(l.Board, err)
			}
			lines = lines[:0]
			for _, row := range rows {
				lines = server.AppendRow(lines, row)
			}
			if _, err := to.out.Write(lines); err != nil {
				return err
			}
			last = rows[len(rows)-1].Seq
		}
	})
}
