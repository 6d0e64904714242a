package auth

import (
	"context"
	"fmt"
	"time"
)

const (
	// purgeEvery is how often sessions that have run out are forgotten. They open nothing meanwhile: this only gives back their room.
	purgeEvery = 6 * time.Hour
	// purgePart is how many are forgotten at once. Others who write wait for no more than that.
	purgePart = 500
)

// Purge forgets the sessions that have run out, and returns how many. Their users stay, with their memberships and what they drew.
func (s *Sessions) Purge(ctx context.Context) (int, error) {
	now := s.now().UnixMilli()
	for all := 0; ; {
		gone, err := s.store.PurgeSessions(ctx, now, purgePart)
		all += gone
		if err != nil {
			return all, fmt.Errorf("forgetting sessions that have run out: %w", err)
		}
		if gone < purgePart {
			return all, nil
		}
	}
}

// KeepPurged purges now and every few hours, until ctx ends. told hears what came of each time; after a failure it is tried again the next time.
func (s *Sessions) KeepPurged(ctx context.Context, told func(gone int, err error)) {
	ticker := time.NewTicker(purgeEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		gone, err := s.Purge(ctx)
		if ctx.Err() != nil {
			return
		}
		told(gone, err)
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}
