package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms"
)

// fold folds the pasts of boards, as the server does by itself every hour.
type fold struct {
	place `embed:""`
	AsOf  time.Time `name:"as-of" help:"Fold what will be due at that time (as 2027-01-31T00:00:00Z) instead of what is due now. It cannot be undone."`
}

// Run does so beside a server or without one, and says of how many boards something was folded. Owners say which boards, and for how long a past is kept.
func (f fold) Run(ctx context.Context, to streams) error {
	at := f.AsOf
	if at.IsZero() {
		at = time.Now()
	}
	return f.beside(ctx, func(store *persistence.Store) error {
		r := rooms.New(rooms.Config{Store: store, Log: slog.New(slog.NewTextHandler(to.err, nil))})
		boards, err := r.FoldDue(ctx, at)
		if closing := r.Close(ctx); err == nil {
			err = closing
		}
		switch {
		case err != nil:
			return err
		case boards == 0:
			fmt.Fprintln(to.out, "Nothing was to be folded.")
		default:
			fmt.Fprintf(to.out, "Something was folded of %s.\n", counted(boards, "board"))
		}
		return nil
	})
}
