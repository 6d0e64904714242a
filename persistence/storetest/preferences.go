package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"drawingroom/rooms/board"
)

// chosen fails unless a user's preferences are as given.
func (d *desk) chosen(user board.UserID, value string, version int64) {
	d.Helper()
	got, at, err := d.Preferences(d.ctx, user)
	if err != nil || string(got) != value || at != version {
		d.Errorf("preferences of %s: %q, version %d, %v; want %q, version %d", user, got, at, err, value, version)
	}
}

// preferences checks that they are each person's own, come back as they were, and are written over what was read only.
func preferences(d *desk) {
	ann, bob := d.user(), d.user()
	d.chosen(ann, "", 0)
	d.chosen("nobody", "", 0)
	large := fmt.Sprintf(`{"n":"%s"}`, bytes.Repeat([]byte("ü\u2028"), 6_000))
	for _, step := range []struct {
		user board.UserID
		read int64
		text string
		want error
	}{
		{ann, 1, `{"a":1}`, board.ErrChanged}, // nothing can have been read
		{ann, 0, `{"a":1}`, nil},
		{ann, 0, `{"a":2}`, board.ErrChanged},
		{ann, 2, `{"a":2}`, board.ErrChanged},
		{ann, -1, `{"a":2}`, board.ErrChanged},
		{ann, 1, large, nil},
		{ann, 1, `{"a":3}`, board.ErrChanged},
		{bob, 2, `{"b":1}`, board.ErrChanged}, // another's version
		{bob, 0, `{}`, nil},
		{"nobody", 0, `{}`, board.ErrNotFound},
		{"nobody", 1, `{}`, board.ErrNotFound},
	} {
		version, err := d.PutPreferences(d.ctx, step.user, step.read, []byte(step.text))
		if !errors.Is(err, step.want) || err == nil && version != step.read+1 || err != nil && version != 0 {
			d.Errorf("%s over %d: %d, %v, want %v", step.user, step.read, version, err, step.want)
		}
	}
	d.reopen()
	d.chosen(ann, large, 2)
	d.chosen(bob, "{}", 1)
	d.chosen("nobody", "", 0)
	manyWriters(d, d.user())
	goneWithUser(d, bob, ann, large)
}

// manyWriters has many pages write at once: of those that have read the same, one writes.
func manyWriters(d *desk, user board.UserID) {
	for read := range int64(2) {
		var wrote atomic.Int64
		var wait sync.WaitGroup
		for i := range 10 {
			wait.Go(func() {
				_, err := d.PutPreferences(d.ctx, user, read, fmt.Appendf(nil, `{"i":%d}`, i))
				if err == nil {
					wrote.Add(1)
				} else if !errors.Is(err, board.ErrChanged) {
					d.Error(err)
				}
			})
		}
		wait.Wait()
		if wrote.Load() != 1 {
			d.Errorf("over version %d %d wrote", read, wrote.Load())
		}
	}
}

// goneWithUser checks that preferences go when their user does, and nobody else's.
func goneWithUser(d *desk, gone, stays board.UserID, value string) {
	conn, err := d.place.SQL.Conn(d.ctx)
	d.must(err)
	defer conn.Close()
	if !d.place.Shared { // SQLite looks after references only where it is told to, as the store does
		_, err := conn.ExecContext(d.ctx, "PRAGMA foreign_keys = ON")
		d.must(err)
	}
	_, err = conn.ExecContext(d.ctx, "DELETE FROM users WHERE id = $1", string(gone))
	d.must(err)
	d.chosen(gone, "", 0)
	d.chosen(stays, value, 2)
}
