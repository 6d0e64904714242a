package processtest

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"drawingroom/auth"
	"drawingroom/rooms/wire"
)

// renew brings a new token, in band (W16, W29).
func (p *page) renew(ctx context.Context) error {
	p.count["asked to renew"]++
	if p.stale {
		return nil
	}
	token, err := p.token(ctx, p.at())
	if err != nil {
		return err
	}
	return p.say(ctx, wire.Token{Token: token})
}

// keyed is a server whose key the test knows.
func keyed(t *testing.T, folder, key string) *node {
	t.Helper()
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	return newNode(t, "--signing-key-file", file, "--data", folder)
}

// mint makes a token of the guest's that runs out so long from now; a negative time: that has run out, and is taken for a while yet, since clocks differ.
func (g *guest) mint(t *testing.T, key string, runsOut time.Duration) string {
	t.Helper()
	keys, err := auth.NewKeys([]byte(key))
	if err != nil {
		t.Fatal(err)
	}
	minted, _, err := auth.NewTokens(keys, func() time.Time { return time.Now().Add(runsOut - auth.TokenLife) }).Mint(g.user)
	if err != nil {
		t.Fatal(err)
	}
	return minted
}

// TestC56_tokens_run_out: whoever is asked for another token and brings it stays on the connection, without joining anew. Whoever does not is closed when the leeway is over,
// with a code that says why, and costs themselves a blink: they come back with a new one and go on from where they were. (That it is asked for a minute before, and not
// earlier, is TestP8_C56_TheTokenRunsOut of rooms, where a minute takes no time.)
func TestC56_tokens_run_out(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		key := strings.Repeat("a key of ours ", 4)
		server := keyed(t, t.TempDir(), key)
		server.start()
		c := gather(ctx, t, 2, straight, server)
		good, stale := c.pages[0], c.pages[1]
		for _, p := range c.pages {
			p.dial, p.stale = lines[kind], p == stale
			p.held = p.mint(t, key, 3*time.Second-auth.TokenLeeway) // three seconds before the leeway is over
		}
		draw := newLoad(c, seedOf(t))
		if !stale.until(withPatience(t, ctx, stale), func() bool { return stale.count["closed 4001"] > 0 && stale.joined }) {
			t.Fatal("not closed, or not back: ", stale.tells())
		}
		from := good.seq()
		if !good.until(withPatience(t, ctx, good), func() bool { return good.head.Seq > from+5 }) {
			t.Fatal("does not go on: ", good.tells())
		}
		draw.stop()
		h := c.settle(func(p *page) { go p.live(ctx) })
		draw.report(t, h, "asked to renew", "closed 4001")
		if joins := good.count["joined by tail"] + good.count["joined by snapshot"]; joins != 1 || good.count["asked to renew"] == 0 {
			t.Errorf("who renewed joined %d times: %v", joins, good.count)
		}
		if stale.count["joined by tail"] < 2 || stale.count["closed 4001"] != 1 {
			t.Errorf("who did not renew: %v", stale.count)
		}
	})
}

// TestC56_the_key_is_replaced: a key is replaced by starting the server with another one. Connections end with that, tokens of the old key open nothing any more, and whoever has a
// session comes back by themselves and goes on.
func TestC56_the_key_is_replaced(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		folder, old := t.TempDir(), strings.Repeat("the old key ", 4)
		server := keyed(t, folder, old)
		server.start()
		c := gather(ctx, t, 3, straight, server)
		for _, p := range c.pages {
			p.dial = lines[kind]
		}
		draw := newLoad(c, seedOf(t))
		for _, p := range c.pages {
			if !p.until(withPatience(t, ctx, p), func() bool { return p.head.Seq > 10 }) {
				t.Fatal(p.tells())
			}
		}
		if err := server.stop(); err != nil {
			t.Fatal(err)
		}
		reborn := keyed(t, folder, strings.Repeat("the new key ", 4))
		reborn.start()
		address, err := reborn.at(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if l, err := lines[kind](ctx, address, c.board.ID, c.pages[0].mint(t, old, time.Minute)); err == nil || !strings.Contains(err.Error(), "401") {
			t.Errorf("a token of the old key: %v, %v", l, err)
		}
		server.takeOver(reborn)
		for i, p := range c.pages {
			from := p.seq()
			if !p.until(withPatience(t, ctx, p), func() bool { return p.joined && p.head.Seq > from+5 }) {
				t.Fatalf("page %d: %s", i, p.tells())
			}
		}
		draw.stop()
		h := c.settle(func(p *page) { go p.live(ctx) })
		must := []string{"joined by tail"}
		if kind != "poll" { // between two questions nobody is told that the server stops
			must = append(must, "closed 1012")
		}
		draw.report(t, h, must...)
	})
}
