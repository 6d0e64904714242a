package server

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/wire"
)

// sentBack says whether the end of a connection asks to come again, and when.
func sentBack(end string) bool {
	var code, ms int
	_, err := fmt.Sscanf(end, `{"code":%d,"reason":"try_later in=%d"}`, &code, &ms)
	return err == nil && code == wire.TryLater.Code && ms > 0
}

// wait is the law of a page (web/src/sync/backoff.ts): its n-th failure in a row, and what the server hinted.
func waitOf(n int, hint time.Duration, random *rand.Rand) time.Duration {
	most := min(30*time.Second, 500*time.Millisecond<<min(n, 16))
	return hint + time.Duration(random.Float64()*float64(most))
}

// C33: 2,000 who come at once, by the law of the page, are let in at the rate and all within 30 s; nobody waits in line for longer than 2 s.
func TestAStormIsLetInAtTheRate(t *testing.T) {
	const people, perSecond = 2000, 200
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	synctest.Test(t, func(t *testing.T) {
		l, begun := newLine(perSecond), time.Now()
		var mu sync.Mutex
		var in []time.Duration
		var longest, lastHint time.Duration
		sent := 0
		var all sync.WaitGroup
		for i := range people {
			random := rand.New(rand.NewPCG(seed, uint64(i)))
			all.Go(func() {
				hint := time.Duration(0)
				for n := 0; ; n++ {
					time.Sleep(waitOf(n, hint, random))
					asked := time.Now()
					hint = l.enter(context.Background())
					mu.Lock()
					longest = max(longest, time.Since(asked))
					if hint == 0 {
						in = append(in, time.Since(begun))
						mu.Unlock()
						return
					}
					sent, lastHint = sent+1, max(lastHint, hint)
					mu.Unlock()
				}
			})
		}
		all.Wait()
		slices.Sort(in)
		peak := 0
		for i, from := 0, 0; i < len(in); i++ {
			for in[i]-in[from] >= time.Second {
				from++
			}
			peak = max(peak, i-from+1)
		}
		t.Logf("peak %d in a second, longest in line %s, sent back %d times, for %s at most, all in after %s", peak, longest, sent, lastHint, in[len(in)-1])
		if peak > perSecond || longest > lineTime+time.Millisecond || in[len(in)-1] > 30*time.Second || sent == 0 {
			t.Fail()
		}
	})
}

// A small crowd does not wait at all, and nobody does where there is no limit.
func TestASmallCrowdDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, begun := newLine(200), time.Now()
		for range 20 {
			if again := l.enter(t.Context()); again != 0 || time.Since(begun) > time.Microsecond {
				t.Fatalf("%s, after %s", again, time.Since(begun))
			}
		}
		for range 10_000 {
			if again := newLine(0).enter(t.Context()); again != 0 || time.Since(begun) > time.Microsecond {
				t.Fatalf("%s, after %s", again, time.Since(begun))
			}
		}
	})
}

// Who is sent back more than the hints can hold is spread all the same; and who stands in line when the server stops is sent back at once.
func TestTheLineWhenTheServerStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLine(10)
		for range 1000 {
			if again := l.enterNow(); again > longestHint {
				t.Fatalf("told to come in %s", again)
			}
		}
		left := make(chan time.Duration)
		time.Sleep(time.Second)
		go func() { left <- l.enter(t.Context()) }()
		synctest.Wait()
		begun := time.Now()
		close(l.leaving)
		if again := <-left; again <= 0 || again > leavingHint || time.Since(begun) != 0 {
			t.Fatalf("%s, after %s", again, time.Since(begun))
		}
	})
}

// enterNow takes a turn without waiting for it.
func (l *line) enterNow() time.Duration {
	_, again := l.take(time.Now())
	return again
}

var hinted = regexp.MustCompile(`^try_later in=(\d+)$`)

// C33, H47: a connection that is not let in is told when to come again, over the rate and while the server stops.
func TestAConnectionThatIsSentBack(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{ConnectsPerSecond: 1} })
	ada := k.guest("Ada")
	made := ada.board("x")
	told := func() (ms int) {
		tb := ada.connect(made.ID)
		tb.send(tb.hello())
		if _, welcomed := tb.next(); welcomed {
			return 0
		}
		code, reason := tb.over()
		found := hinted.FindStringSubmatch(reason)
		if code != wire.TryLater.Code || found == nil {
			t.Fatalf("closed with %d %q", code, reason)
		}
		ms, _ = strconv.Atoi(found[1])
		return ms
	}
	var group sync.WaitGroup
	hints := make([]int, 8)
	for i := range hints {
		group.Go(func() { hints[i] = told() })
	}
	group.Wait()
	slices.Sort(hints)
	if hints[0] != 0 || hints[7] < int(lineTime.Milliseconds()) {
		t.Fatalf("hints of %v", hints)
	}
	for range 5 { // who came just before
		k.srv.line.take(time.Now())
	}
	bearing := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+ada.token()) }
	for _, how := range []string{"", "?poll"} {
		if e := eventsOf(ada.post("/api/v1/boards/"+string(made.ID)+"/streams"+how, "", bearing)); len(e) != 1 || !sentBack(e[0].data) {
			t.Fatalf("by requests, %q: %+v", how, e)
		}
	}
	k.srv.Drain()
	if ms := told(); ms < 1 || ms > int(leavingHint.Milliseconds()) {
		t.Fatalf("while it stops: %d ms", ms)
	}
}
