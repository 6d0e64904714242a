package nats_test

import (
	"log/slog"
	"net"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	client "github.com/nats-io/nats.go"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/relay/nats"
)

const patience = 20 * time.Second

var key = []byte("the key of this installation, 32+")

// natsAt runs a NATS server on a port, 0 for any.
func natsAt(t *testing.T, port int) *server.Server {
	t.Helper()
	if port == 0 {
		port = server.RANDOM_PORT
	}
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: port, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	if !s.ReadyForConnections(patience) {
		t.Fatal("the NATS server does not begin")
	}
	t.Cleanup(func() { end(s) })
	return s
}

func end(s *server.Server) {
	s.Shutdown()
	s.WaitForShutdown()
}

func connect(t *testing.T, url string, key []byte) *nats.Relay {
	t.Helper()
	r, err := nats.Connect(nats.Config{URL: url, Key: key, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	return r
}

// heard subscribes, and returns once the server knows it: what this node says itself comes back.
func heard(t *testing.T, r *nats.Relay, id board.ID) chan relay.Message {
	t.Helper()
	messages := make(chan relay.Message, 100)
	t.Cleanup(r.Subscribe(id, func(m relay.Message) { messages <- m }))
	await(t, r, id, messages)
	return messages
}

// await tells and listens until something comes through.
func await(t *testing.T, r *nats.Relay, id board.ID, messages chan relay.Message) {
	t.Helper()
	deadline := time.After(patience)
	for n := 1; ; n++ {
		r.Publish(relay.Message{Board: id, Node: "probe" + strconv.Itoa(n)})
		select {
		case m := <-messages:
			for m.Node != "probe"+strconv.Itoa(n) { // those of the tries before, in their order
				m = <-messages
			}
			return
		case <-deadline:
			t.Fatal("nothing comes through")
		case <-time.After(50 * time.Millisecond): // between two tries
		}
	}
}

func next(t *testing.T, messages chan relay.Message) relay.Message {
	t.Helper()
	select {
	case m := <-messages:
		return m
	case <-time.After(patience):
		t.Fatal("nothing was heard")
		return relay.Message{}
	}
}

func head(seq board.Seq) board.Head {
	return board.Head{Position: board.Position{Epoch: "epoch-0123456789", Seq: seq, Hash: board.Hash{1, 2, 15: 3}}, ACL: 4, Time: 5}
}

func TestWhatIsToldArrivesAsItWas(t *testing.T) {
	url := natsAt(t, 0).ClientURL()
	a, b := connect(t, url, key), connect(t, url, key)
	messages, others := heard(t, b, "board1"), heard(t, b, "board2")
	for _, m := range []relay.Message{
		{Board: "board1", Node: "a", Head: head(7)},
		{Board: "board1", Node: "a", Presence: []byte(`{"t":"members","left":["a1"]}`)},
	} {
		a.Publish(m)
		if got := next(t, messages); !reflect.DeepEqual(got, m) {
			t.Errorf("told %+v, heard %+v", m, got)
		}
	}
	if len(others) != 0 {
		t.Error("heard on another board")
	}
}

// C45: garbage, forgeries, another installation's, and what was sealed for another board are not heard; what follows is.
func TestC45_what_was_not_sealed_here_is_not_heard(t *testing.T) {
	url := natsAt(t, 0).ClientURL()
	a, b := connect(t, url, key), connect(t, url, key)
	stranger, err := client.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stranger.Close)
	// A stranger on the same server listens to everything, and says it again elsewhere and otherwise.
	all, err := stranger.SubscribeSync("drawingroom.>")
	if err != nil {
		t.Fatal(err)
	}
	messages := heard(t, b, "board1")
	heard(t, a, "board2")
	a.Publish(relay.Message{Board: "board2", Node: "a", Head: head(1_000_000_000)})
	a.Publish(relay.Message{Board: "board1", Node: "a", Head: head(7)})
	next(t, messages)
	var sealed, elsewhere *client.Msg
	for sealed == nil || elsewhere == nil {
		raw, err := all.NextMsg(patience)
		if err != nil {
			t.Fatal(err)
		}
		switch text := string(raw.Data); {
		case strings.HasSuffix(raw.Subject, ".board1") && strings.Contains(text, `"seq":7`):
			sealed = raw
		case strings.HasSuffix(raw.Subject, ".board2") && strings.Contains(text, `"seq":1000000000`):
			elsewhere = raw
		}
	}
	forged := append([]byte{}, sealed.Data...)
	forged[len(forged)-3] ^= 1
	for _, garbage := range [][]byte{nil, {}, []byte("x"), make([]byte, 16), make([]byte, 900_000), forged, sealed.Data[:20], sealed.Data[16:], elsewhere.Data} {
		if err := stranger.Publish(sealed.Subject, garbage); err != nil {
			t.Fatal(err)
		}
	}
	another := connect(t, url, []byte("the key of another installation, 32+"))
	await(t, another, "board1", heard(t, another, "board1"))
	if err := stranger.Flush(); err != nil {
		t.Fatal(err)
	}
	a.Publish(relay.Message{Board: "board1", Node: "a", Head: head(8)})
	if m := next(t, messages); m.Head.Seq != 8 {
		t.Errorf("heard %+v", m)
	}
}

// C43: while no server is there nothing waits and nothing fails; afterwards the nodes hear each other again by themselves.
func TestC43_a_server_that_goes_and_comes(t *testing.T) {
	s := natsAt(t, 0)
	port := s.Addr().(*net.TCPAddr).Port
	a, b := connect(t, s.ClientURL(), key), connect(t, s.ClientURL(), key)
	messages := heard(t, b, "board1")
	end(s)
	for range 10_000 {
		a.Publish(relay.Message{Board: "board1", Node: "a", Head: head(9)})
	}
	natsAt(t, port)
	own := make(chan relay.Message, 100)
	t.Cleanup(a.Subscribe("board1", func(m relay.Message) { own <- m }))
	await(t, b, "board1", messages)
	deadline := time.After(patience)
	for {
		a.Publish(relay.Message{Board: "board1", Node: "a", Head: head(10)})
		select {
		case m := <-messages:
			if m.Node != "a" {
				continue // of b's tries
			}
			if m.Head.Seq != 10 {
				t.Fatalf("a hint of the time without a server: %+v", m)
			}
			return
		case <-time.After(50 * time.Millisecond): // between two tries
		case <-deadline:
			t.Fatal("the nodes do not hear each other again")
		}
	}
}

func TestConnectDoesNotWaitForAServer(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	r := connect(t, "nats://127.0.0.1:"+strconv.Itoa(port), key)
	messages := make(chan relay.Message, 100)
	t.Cleanup(r.Subscribe("board1", func(m relay.Message) { messages <- m }))
	r.Publish(relay.Message{Board: "board1", Node: "a"})
	natsAt(t, port)
	await(t, r, "board1", messages)
}

func TestAnAddressThatIsNoneDoesNotTellItsPassword(t *testing.T) {
	for _, url := range []string{"", "host", "nats://a:secret@", "nats://good:4222,secret"} {
		if _, err := nats.Connect(nats.Config{URL: url, Key: key}); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", url, err)
		}
	}
}

func TestCancelEndsTheHearing(t *testing.T) {
	r := connect(t, natsAt(t, 0).ClientURL(), key)
	gone := make(chan relay.Message, 100)
	cancel := r.Subscribe("board1", func(m relay.Message) { gone <- m })
	await(t, r, "board1", gone)
	cancel()
	messages := heard(t, r, "board1")
	r.Publish(relay.Message{Board: "board1", Node: "a"})
	next(t, messages)
	if len(gone) != 0 {
		t.Error("heard after cancel")
	}
}
