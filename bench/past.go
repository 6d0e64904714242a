package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Run measures a board's past: the time to its state at a moment, from asking until every byte is there, by gzip and not unpacked; and how late
// those who draw on that board see each other's strokes, without and with others who go to moments of its past all the time.
func (c *Past) Run(ctx context.Context, out io.Writer) error {
	if c.Changes < 1 || c.Times < 1 || c.Scrubbers < 0 || c.Members < 2 || c.Rate <= 0 || c.Rate > mostPerMember*float64(c.Members) {
		return errors.New("it takes a change, one time, two members and a rate that they may keep up")
	}
	t, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer t.stop()
	people, rooms, err := t.gather(ctx, c.Members+c.Scrubbers, 1)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(c.Seed, 1)) //nolint:gosec // a drawing, not a secret
	began := time.Now()
	if err := (&life{random: random}).live(ctx, people[0], rooms[0], c.Changes); err != nil {
		return err
	}
	r := newResult("past")
	r.Changes, r.Times = &c.Changes, &c.Times
	r.note("seed %d; the board was drawn in %.1f s, and left alone until the server had come to rest", c.Seed, time.Since(began).Seconds())
	t.rest(ctx)
	if err := c.seek(ctx, people[0], rooms[0], &r); err != nil {
		return err
	}
	if c.Scrubbers > 0 {
		r.Members, r.Rate, r.Scrubbers = &c.Members, &c.Rate, &c.Scrubbers
		if err := c.among(ctx, people, rooms[0], &r); err != nil {
			return err
		}
	}
	return r.write(out, c.JSON)
}

// longRest bounds how long is waited for a server to have done what it does in the background.
const longRest = 2 * time.Minute

// rest waits until the server takes less than a twentieth of a core, three seconds in a row.
func (t *target) rest(ctx context.Context) {
	quiet := 0
	for end := time.Now().Add(longRest); quiet < 3 && time.Now().Before(end) && ctx.Err() == nil; {
		before, err := t.cpu()
		if err != nil {
			sleepUntil(ctx, time.Now().Add(10*time.Second)) // it is not known; so it is guessed
			return
		}
		sleepUntil(ctx, time.Now().Add(time.Second))
		if after, err := t.cpu(); err == nil && after-before < 50*time.Millisecond {
			quiet++
		} else {
			quiet = 0
		}
	}
}

// seek goes to moments one after the other. The first is not counted. That what comes is whole is checked outside the time.
func (c *Past) seek(ctx context.Context, p *person, r room, told *Result) error {
	random := rand.New(rand.NewPCG(c.Seed, 2)) //nolint:gosec // moments, not secrets
	times := &latencies{}
	var size int64
	before, err1 := p.target.cpu()
	for i := range c.Times + 1 {
		begin := time.Now()
		packed, _, err := p.moment(ctx, r, 1+random.IntN(c.Changes))
		if err != nil {
			return err
		}
		took := time.Since(begin)
		if err := wholeState(packed); err != nil {
			return err
		}
		if i > 0 {
			times.add(took)
			size += int64(len(packed))
		}
	}
	told.SeekP50ms, told.SeekP95ms = times.quantile(0.5), times.quantile(0.95)
	if after, err2 := p.target.cpu(); err1 == nil && err2 == nil {
		told.SeekCPUms = round(float64((after - before).Microseconds()) / 1000 / float64(c.Times+1))
	}
	told.SeekBytes = round(float64(size) / float64(c.Times))
	return nil
}

// moment asks for the state at a seq. busy: the server has too much to do with others' moments.
func (p *person) moment(ctx context.Context, r room, seq int) (packed []byte, busy bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/api/v1/boards/%s/state?seq=%d", p.target.base, r.ID, seq), nil)
	if err != nil {
		return nil, false, err
	}
	request.Header.Set("Accept-Encoding", "gzip") // set by hand, so that it is not unpacked
	response, err := p.client.Do(request)
	if err != nil {
		return nil, false, err
	}
	defer response.Body.Close()
	if packed, err = io.ReadAll(response.Body); err != nil {
		return nil, false, err
	}
	switch response.StatusCode {
	case http.StatusOK:
		return packed, false, nil
	case http.StatusServiceUnavailable:
		return nil, true, nil
	}
	return nil, false, fmt.Errorf("the state at %d: %s: %.200s", seq, response.Status, packed)
}

// wholeState checks that a state is what it says.
func wholeState(packed []byte) error {
	var text bytes.Buffer
	if err := unpack(&text, bytes.NewReader(packed), "gzip"); err != nil {
		return err
	}
	var told struct {
		State string
		Board json.RawMessage
	}
	if err := json.Unmarshal(text.Bytes(), &told); err != nil {
		return err
	}
	if sum := sha256.Sum256(told.Board); hex.EncodeToString(sum[:]) != told.State {
		return errors.New("the state is not what its hash says")
	}
	return nil
}

// scrubTurns is how often it is drawn without and with people who scrub, in turn, so that what the machine does meanwhile meets both.
const scrubTurns = 2

// among measures those who draw, alone and among those who scrub.
func (c *Past) among(ctx context.Context, people []*person, r room, told *Result) error {
	var alone, among outcome
	scrub := &scrubbing{past: c, room: r}
	for turn := range 2 * scrubTurns {
		with, into := turn%2 == 1, &alone
		if with {
			into = &among
			scrub.begin(ctx, people[c.Members:])
		}
		o, err := c.draw(ctx, people[:c.Members], r, turn)
		if with {
			err = errors.Join(err, scrub.end())
		}
		if err != nil {
			return err
		}
		into.latencies.merge(&o.latencies)
		into.delivered, into.expected, into.took = into.delivered+o.delivered, into.expected+o.expected, into.took+o.took
		into.cpu, into.cpuKnown = into.cpu+o.cpu, o.cpuKnown
	}
	told.AloneP50ms, told.AloneP99ms = alone.quantile(0.5), alone.quantile(0.99)
	told.P50ms, told.P99ms = among.quantile(0.5), among.quantile(0.99)
	told.Delivered = ptr(float64(alone.delivered+among.delivered) / float64(max(alone.expected+among.expected, 1)))
	told.Seconds = round(among.took.Seconds())
	if among.cpuKnown {
		told.ServerCores = round(among.cpu.Seconds() / among.took.Seconds())
	}
	told.ScrubP50ms, told.ScrubP95ms = scrub.times.quantile(0.5), scrub.times.quantile(0.95)
	told.SeeksPerSecond = round(float64(scrub.times.count) / scrub.took.Seconds())
	if told.AloneP99ms != nil && told.P99ms != nil {
		told.note("with those who scrub, the p50 is %.2f times and the p99 %.2f times that without; the server turned %d of %d requests away as too many",
			*told.P50ms / *told.AloneP50ms, *told.P99ms / *told.AloneP99ms, scrub.busy.Load(), scrub.busy.Load()+int64(scrub.times.count))
	}
	return nil
}

// draw has the members draw once.
func (c *Past) draw(ctx context.Context, people []*person, r room, turn int) (outcome, error) {
	l := &load{rooms: 1, members: len(people)}
	l.plan(time.Duration(float64(time.Second)*float64(len(people))/c.Rate), c.Time)
	l.message, l.heard = strokes(len(people), turn*l.total)
	sockets := make([]*socket, len(people))
	for i, p := range people {
		s, _, err := p.enter(ctx, r, bufferSize)
		if err != nil {
			return outcome{}, err
		}
		sockets[i] = s
	}
	return l.run(ctx, people[0].target, sockets)
}

// scrubbing is people who drag along a board's past: each goes some way from where they were, and asks again when they have been answered.
type scrubbing struct {
	past *Past
	room room

	times latencies
	busy  atomic.Int64
	took  time.Duration

	mu    sync.Mutex // of times and err
	err   error
	since time.Time
	stop  context.CancelFunc
	all   sync.WaitGroup
}

// betweenMoments is how long a hand that scrubs stays at a moment at least.
const betweenMoments = 100 * time.Millisecond

func (s *scrubbing) begin(ctx context.Context, people []*person) {
	ctx, s.stop = context.WithCancel(ctx)
	s.since = time.Now()
	for i, p := range people {
		s.all.Go(func() { s.scrub(ctx, p, uint64(i)) })
	}
}

func (s *scrubbing) end() error {
	s.stop()
	s.took += time.Since(s.since)
	s.all.Wait()
	return s.err
}

func (s *scrubbing) scrub(ctx context.Context, p *person, number uint64) {
	random := rand.New(rand.NewPCG(s.past.Seed, 3+number)) //nolint:gosec // moments, not secrets
	at, all := random.IntN(s.past.Changes), s.past.Changes
	for ctx.Err() == nil {
		begin := time.Now()
		_, busy, err := p.moment(ctx, s.room, 1+at)
		if ctx.Err() != nil {
			return
		}
		s.mu.Lock()
		switch {
		case err != nil:
			s.err = err
		case busy:
			s.busy.Add(1)
		default:
			s.times.add(time.Since(begin))
		}
		s.mu.Unlock()
		if err != nil {
			return
		}
		at = (at + all + random.IntN(all/10+1) - all/20) % all
		sleepUntil(ctx, begin.Add(betweenMoments))
	}
}
