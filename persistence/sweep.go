package persistence

import (
	"context"
	"errors"
)

// ErrTooLarge means that the database is too large to be rewritten while it is in use.
var ErrTooLarge = errors.New("the database is too large to be rewritten while it is in use; rewrite it by hand (VACUUM, in PostgreSQL VACUUM FULL)")

// sweepMost is how large a database may be, in bytes, that is rewritten while it serves: everyone who writes waits for that, about 14 s for each GiB on two cores.
const sweepMost = 2 << 30

// Sweep rewrites the database's files if something was struck out since the last time, so that no free page, dead row or write-ahead log of SQLite holds
// what it was. clean: there is nothing left to do. Not clean without an error: somebody still reads what was before, such as a backup under
// way; try again. What a write-ahead log of PostgreSQL holds, and its archives, it does not reach.
func (s *Store) Sweep(ctx context.Context) (clean bool, err error) {
	var most int64
	marks := map[[2]int64]bool{}
	err = s.db.view(ctx, func(t view) error {
		return t.query("SELECT board, seq, unswept FROM strikes WHERE unswept > 0", nil, func(scan scan) (bool, error) {
			var at [2]int64
			var unswept int64
			err := scan(&at[0], &at[1], &unswept)
			marks[at], most = true, max(most, unswept)
			return true, err
		})
	})
	if err != nil || len(marks) == 0 {
		return err == nil, err
	}
	if clean, err = s.db.sweep(ctx, most > 1); err != nil || !clean {
		return false, err
	}
	// Only those that were there before: another may have come since.
	return true, s.db.update(ctx, func(t tx) error {
		for at := range marks {
			if _, err := t.exec("UPDATE strikes SET unswept = 0 WHERE board = $1 AND seq = $2", at[0], at[1]); err != nil {
				return err
			}
		}
		return nil
	})
}

// errNotHere says that only the server which uses the database can do that.
var errNotHere = errors.New("the server that uses the database does that")

// Shrink gives room that folds have freed back, if there is any since the last time. SQLite rewrites its file for that, and everyone who writes waits as
// for Sweep; in PostgreSQL nobody does, and the room goes to what is written next. A file that is too large to be rewritten: ErrTooLarge, said once.
func (s *Store) Shrink(ctx context.Context) error {
	freed := map[int64]bool{}
	err := s.db.view(ctx, func(t view) error {
		return t.query("SELECT board FROM folds WHERE stage = $1", []any{stageRoom}, func(scan scan) (bool, error) {
			var num int64
			err := scan(&num)
			freed[num] = true
			return true, err
		})
	})
	if err != nil || len(freed) == 0 {
		return err
	}
	failed := s.db.shrink(ctx)
	if errors.Is(failed, errNotHere) {
		return nil
	}
	if failed != nil && !errors.Is(failed, ErrTooLarge) {
		return failed
	}
	return errors.Join(failed, s.db.update(ctx, func(t tx) error {
		for num := range freed {
			if _, err := t.exec("UPDATE folds SET stage = $2 WHERE board = $1 AND stage = $3", num, stageDone, stageRoom); err != nil {
				return err
			}
		}
		return nil
	}))
}
