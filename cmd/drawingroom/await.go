package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
	"drawingroom/server"
)

const (
	// againFirst and againMost are the pauses between two tries to reach a database that is away.
	againFirst = 250 * time.Millisecond
	againMost  = 4 * time.Second
)

// await opens the node as soon as its database can be reached, and hands over to it what wait has answered until then. Any other
// failure than that ends the waiting. nil and no error: ctx has ended.
func (s serve) await(ctx context.Context, wait *server.Waiting, log *slog.Logger) (*node, error) {
	for again := againFirst; ; again = min(2*again, againMost) {
		n, err := s.open(ctx, log)
		switch {
		case err == nil:
			wait.Become(n.web)
			return n, nil
		case ctx.Err() != nil:
			return nil, nil
		case !away(err):
			return nil, err
		}
		log.Warn("trying again to reach the database", "in", again, "error", err)
		pause(ctx, again)
	}
}

// away says whether a failure may be gone at the next try.
func away(err error) bool {
	return errors.Is(err, persistence.ErrAway) || errors.Is(err, board.ErrBusy)
}
