//go:build linux

package server

import (
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// What one member that does not read may cost, in bytes, by the defaults: 1 MiB that waits in its outbox, a frame of up to 64 KiB, or one change of 256 KiB, that is
// being written, and 192 KiB in the kernel (64 KiB asked for, which Linux doubles for its bookkeeping, and a last segment of up to 64 KiB that may
// go over). That is under 1.5 MiB, however long it sleeps; left to itself the kernel alone would keep 4 MiB.
const (
	bufferMost = 128 << 10
	kernelMost = bufferMost + 64<<10
	memberMost = 1<<20 + 256<<10
)

// waits are the defaults but for how long a write and a resync may take: what is shown here is the order of events, and the bytes.
func waits(write, resync time.Duration) func(*Config, *rooms.Config) {
	return func(_ *Config, r *rooms.Config) {
		r.Limits = rooms.Limits{ChangeRate: 1e6, ChangeBurst: 1e6, WriteWait: write, ResyncWait: resync}
	}
}

// paper is a note whose text is written over and over: much to tell, and a board that does not grow.
type paper struct {
	writer, watcher *tab
	n               int
	took            []time.Duration
}

const paperText = 10_000

// write sends a change of 10 kB and waits until the other has it: if anybody waited for the sleeper, this would not return.
func (p *paper) write(t *testing.T) {
	t.Helper()
	p.n++
	begun := time.Now()
	if p.n == 1 {
		p.writer.send(`[{"t":"change","n":1,"ops":[{"op":"put","id":"the-paper","props":{"kind":"rectangle","at":[0,0],"size":[1,1]}}]}]`)
	} else {
		text := strings.Repeat(string(rune('a'+p.n%26)), paperText)
		p.writer.send(fmt.Sprintf(`[{"t":"change","n":%d,"ops":[{"op":"set","id":"the-paper","props":{"alt":%q}}]}]`, p.n, text))
	}
	p.watcher.item(int64(p.n))
	p.took = append(p.took, time.Since(begun))
}

// quantiles tells the latencies since the last call; they are shown, not judged: a clock on a busy machine proves nothing.
func (p *paper) quantiles() string {
	slices.Sort(p.took)
	defer func() { p.took = p.took[:0] }()
	return fmt.Sprintf("p50 %s, p99 %s of %d", p.took[len(p.took)/2], p.took[len(p.took)*99/100], len(p.took))
}

// Item 7: a member that stops reading costs a bounded number of bytes and nobody's time; it is asked to resync, is then closed with a code, and can come back.
func TestC29_C31_a_member_that_stops_reading(t *testing.T) {
	k := newKit(t, waits(time.Hour, time.Second)) // on a slow machine a write could time out before the outbox is full
	ada, bob, eve := k.guest("Ada"), k.guest("Bob"), k.guest("Eve")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	eve.join(made.ID, made.Secret)
	writer, _ := ada.open(made.ID)
	watcher, _ := bob.open(made.ID)
	watcher.number = writer.number // whose items it waits for
	drain(writer)
	p := &paper{writer: writer, watcher: watcher}
	for range 150 { // fills what the room keeps for all: 1 MiB
		p.write(t)
	}
	t.Logf("before: %s", p.quantiles())
	before := heap()

	sleeper := eve.asleep(made.ID, eve.token())
	raw := k.door.newest()
	sleeper.send(sleeper.hello())
	for k.rooms.Stats().Resyncs == 0 {
		p.write(t)
		if p.n > 5000 {
			t.Fatal("50 MB were sent and nobody was asked to resync")
		}
	}
	t.Logf("while one sleeps: %s", p.quantiles())
	grown, kernel, most := heap()-before, queued(t, raw), sendBufferOf(t, raw)
	t.Logf("the sleeper costs %d kB of heap, %d kB in the kernel (its bound: %d kB)", grown>>10, kernel>>10, most>>10)
	if most > bufferMost || kernel > kernelMost {
		t.Errorf("the kernel keeps %d bytes, its bound is %d", kernel, most)
	}
	if grown > 2*memberMost {
		t.Errorf("the heap grew by %d bytes, want %d at most, doubled for what was not collected", grown, memberMost)
	}

	// It wakes up: everything in order, then the request to resync, and as it does not answer, the code.
	go sleeper.listen()
	welcome := await(sleeper, func(wire.Welcome) bool { return true })
	last := welcome.Head.Seq
	await(sleeper, func(m wire.ServerMessage) bool {
		if c, is := m.(wire.Changes); is {
			for _, i := range c.Items {
				if i.Seq > last+1 {
					t.Fatalf("seq %d follows %d: changes were skipped silently", i.Seq, last)
				}
				last = max(last, i.Seq)
			}
		}
		_, is := m.(wire.Resync)
		return is
	})
	if code, reason := sleeper.over(); code != wire.Slow.Code || reason != wire.Slow.Name {
		t.Fatalf("closed with %d %q", code, reason)
	}
	if s := k.rooms.Stats(); s.SlowCloses != 1 {
		t.Fatalf("%+v", s)
	}

	// It comes back, says where it was, and goes on from there.
	again := eve.connect(made.ID)
	again.client = sleeper.client
	back := again.join()
	again.number = writer.number
	p.write(t)
	again.item(int64(p.n))
	if back.Head.Seq != board.Seq(p.n) { // the first row is the board's own, so seq is n + 1, and one was written since
		t.Fatalf("back at %d, after %d changes", back.Head.Seq, p.n)
	}
}

// One that never reads again is let go without a word, since there is no room for one; its place is free again.
func TestC29_a_member_that_never_reads(t *testing.T) {
	k := newKit(t, waits(time.Second, time.Second))
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	writer, _ := ada.open(made.ID)
	p := &paper{writer: writer, watcher: writer}
	p.write(t)
	sleeper := bob.asleep(made.ID, bob.token())
	raw := k.door.newest()
	sleeper.send(sleeper.hello())
	for k.rooms.Stats().SlowCloses == 0 {
		p.write(t)
		if p.n > 5000 {
			t.Fatal("50 MB were sent and nobody was let go")
		}
	}
	gone := make([]byte, 1)
	for ends := time.Now().Add(patience); ; {
		if _, err := raw.Read(gone); err != nil && strings.Contains(err.Error(), "closed") {
			break
		}
		if time.Now().After(ends) {
			t.Fatal("the connection is still held")
		}
	}
}

// TestC30_five_hundred_that_never_read: so many sleepers at once cost what one costs, since what waits for them is encoded once; nobody waits for
// them, all are let go, and nothing of the server's stands for them any more.
func TestC30_five_hundred_that_never_read(t *testing.T) {
	const sleepers = 500
	k := newKit(t, waits(time.Hour, time.Second), func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	writer, _ := ada.open(made.ID)
	p := &paper{writer: writer, watcher: writer}
	p.write(t)
	before, token := heap(), bob.token()
	var all []*tab
	for range sleepers {
		s := bob.asleep(made.ID, token)
		s.send(s.hello())
		all = append(all, s)
	}
	most := before
	for k.rooms.Stats().SlowCloses < sleepers {
		if p.write(t); p.n%50 == 0 {
			most = max(most, heap())
		}
		if p.n > 10_000 {
			t.Fatalf("100 MB were sent, and %d were let go", k.rooms.Stats().SlowCloses)
		}
	}
	t.Logf("%d sleepers cost %d KiB of heap, the test's own ends included; %s", sleepers, (most-before)>>10, p.quantiles())
	if most-before > 600<<20 {
		t.Errorf("the heap grew by %d KiB", (most-before)>>10)
	}
	for _, s := range all {
		_ = s.ws.CloseNow()
	}
	for ends := time.Now().Add(patience); standing("server.(*Server).serve") != 1; { // the writer's own
		if time.Now().After(ends) {
			t.Fatalf("%d connections still stand", standing("server.(*Server).serve"))
		}
	}
}

// standing is how many goroutines are in a function.
func standing(function string) int {
	text := make([]byte, 16<<20)
	return strings.Count(string(text[:runtime.Stack(text, true)]), function+"(")
}

// drain reads and forgets what a tab is told.
func drain(tb *tab) {
	go func() {
		for range tb.said { //nolint:revive // emptied
		}
	}()
}

// heap is what is alive, in bytes.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// queued is what the kernel holds of what we sent and the other end has not taken.
func queued(t *testing.T, c net.Conn) int {
	return ask(t, c, func(fd int) (int, error) { return unix.IoctlGetInt(fd, unix.SIOCOUTQ) })
}

// sendBufferOf is the most it would hold.
func sendBufferOf(t *testing.T, c net.Conn) int {
	return ask(t, c, func(fd int) (int, error) { return unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_SNDBUF) })
}

func ask(t *testing.T, c net.Conn, question func(fd int) (int, error)) int {
	t.Helper()
	raw, err := c.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	answer, failed := 0, error(nil)
	if err := raw.Control(func(fd uintptr) { answer, failed = question(int(fd)) }); err != nil || failed != nil {
		t.Fatal(err, failed)
	}
	return answer
}
