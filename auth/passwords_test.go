package auth

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"drawingroom/rooms/board"
)

func TestPasswordsAreProved(t *testing.T) {
	p := NewPasswords()
	ctx := t.Context()
	kept, err := p.Hash(ctx, "correct horse")
	if err != nil || strings.Contains(kept, "horse") || !strings.HasPrefix(kept, passwordPrefix) {
		t.Fatalf("%q, %v", kept, err)
	}
	if again, _ := p.Hash(ctx, "correct horse"); again == kept {
		t.Error("the same password is kept alike twice")
	}
	for given, want := range map[string]bool{"correct horse": true, "correct horsf": false, "Correct horse": false, "correct horse ": false, "": false, "abc": false, strings.Repeat("x", 101): false} {
		if right, err := p.Proves(ctx, given, kept); right != want || err != nil {
			t.Errorf("%q: %v, %v", given, right, err)
		}
	}
	for _, bad := range []string{"", "abc", strings.Repeat("ä", 101), "abcd\xff"} {
		if _, err := p.Hash(ctx, bad); !errors.Is(err, ErrPassword) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	for _, broken := range []string{"", "plain", passwordPrefix, passwordPrefix + "AAAA", kept[:len(kept)-2], "x" + kept} {
		if right, err := p.Proves(ctx, "correct horse", broken); right || err == nil {
			t.Errorf("kept as %q: %v, %v", broken, right, err)
		}
	}
	if _, err := p.Hash(ctx, strings.Repeat("ä", 100)); err != nil {
		t.Error(err)
	}
}

// A few passwords are hashed at a time and a few wait; what is more is busy, and who has gone waits no longer.
func TestPasswordsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPasswords()
		for range hashesAtOnce { // others are at it
			p.line <- struct{}{}
			p.turns <- struct{}{}
		}
		ctx, gone := context.WithCancel(t.Context())
		var wait sync.WaitGroup
		var mu sync.Mutex
		count := map[error]int{}
		ask := func() {
			wait.Go(func() {
				_, err := p.Hash(ctx, "a password")
				mu.Lock()
				defer mu.Unlock()
				for _, known := range []error{board.ErrBusy, context.Canceled} {
					if errors.Is(err, known) {
						count[known]++
					}
				}
			})
		}
		for range hashesWaiting {
			ask()
		}
		synctest.Wait()
		for range 10 {
			ask()
		}
		synctest.Wait()
		gone()
		wait.Wait()
		if count[board.ErrBusy] != 10 || count[context.Canceled] != hashesWaiting {
			t.Errorf("%v", count)
		}
	})
}
