package server

import (
	"io"
	"net"
	"net/http/httptest"
	"net/http/httputil"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// twoNodes are two servers over one store.
func twoNodes(t *testing.T) (nodes [2]*kit) {
	t.Helper()
	nodes[0] = newKit(t, func(_ *Config, live *rooms.Config) { live.Node = "left" })
	nodes[1] = newKit(t, func(cfg *Config, live *rooms.Config) {
		store, tokens := nodes[0].store, nodes[0].tokens
		cfg.Auth, cfg.Sharing, cfg.Boards, cfg.Assets, cfg.Preferences = store, store, store, store, store
		cfg.Sessions, cfg.Tokens = auth.NewSessions(store, time.Now), tokens
		live.Node, live.Store, live.Verify = "rite", store, Identify(auth.NewBearers(tokens, nil, store, time.Now))
	})
	return nodes
}

// balancers know no browser. One sends every request to the next node, one every connection; each returns its address.
var balancers = map[string]func(t *testing.T, nodes [2]*kit) string{
	"by requests": func(t *testing.T, nodes [2]*kit) string {
		var count atomic.Int64
		balancer := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(nodes[count.Add(1)%2].url())
			r.Out.Host = r.In.Host
		}})
		t.Cleanup(balancer.CloseClientConnections)
		return balancer.Listener.Addr().String()
	},
	"by connections": func(t *testing.T, nodes [2]*kit) string {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = listener.Close() })
		go func() {
			for count := 0; ; count++ {
				from, err := listener.Accept()
				if err != nil {
					return
				}
				go join(from, nodes[count%2].host)
			}
		}()
		return listener.Addr().String()
	},
}

// join carries bytes between a connection and an address until either end is done.
func join(from net.Conn, address string) {
	defer from.Close()
	to, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer to.Close()
	go func() {
		defer from.Close()
		_, _ = io.Copy(from, to)
	}()
	_, _ = io.Copy(to, from)
}

// C27: requests that arrive out of order, twice and at different nodes are applied once, in their order. The node that holds the connection takes
// them; another says that it is elsewhere, and is asked no more than there are nodes.
func TestRequestsAtDifferentNodes(t *testing.T) {
	for balancer, before := range balancers {
		for name, open := range map[string]func(*person, board.ID) *streamed{"stream": (*person).stream, "poll": (*person).poll} {
			t.Run(balancer+", "+name, func(t *testing.T) {
				nodes := twoNodes(t)
				front := *nodes[0]
				front.t, front.host = t, before(t, nodes)
				front.base = "http://" + front.host
				ada := front.guest("Ada")
				made := ada.board("On two nodes")
				s := open(ada, made.ID)
				s.says(s.hello())
				s.number = await(s.tab, func(wire.Welcome) bool { return true }).Client
				sendsInDisorder(t, s)
				left, right := nodes[0].rooms.Stats(), nodes[1].rooms.Stats()
				elsewhere := s.elsewhere.Load()
				if elsewhere == 0 || left.Members+right.Members != 1 || left.Tails+right.Tails != 1 {
					t.Fatalf("%d requests came to the other node, %+v and %+v", elsewhere, left, right)
				}
				t.Logf("7 requests, and %d that came to the other node", elsewhere)
			})
		}
	}
}

// A node that does not hold a connection says so before it reads what was sent, and closes its own, so that a balancer that goes by those finds another.
func TestConnectionOfAnotherNode(t *testing.T) {
	k := newKit(t, func(_ *Config, live *rooms.Config) { live.Node = "left" })
	ada := k.guest("Ada")
	made := ada.board("x")
	path := "/api/v1/boards/" + string(made.ID) + "/streams/"
	for name, want := range map[string]string{
		"rite-AAAAAAAAAAAAAAAAAAAAAA": "Misdirected Request: elsewhere",
		"left-AAAAAAAAAAAAAAAAAAAAAA": "Not Found: no_stream",
		"AAAAAAAAAAAAAAAAAAAAAA":      "Not Found: no_stream",
	} {
		a := ada.post(path+name+"?n=1", strings.Repeat(" ", laterFrame+1))
		if a.code() != want || ada.do("GET", path+name+"?after=0", nil).code() != want {
			t.Errorf("%s: %s", name, a.code())
		}
	}
	if a := k.stranger().post(path+"rite-AAAAAAAAAAAAAAAAAAAAAA?n=1", ""); a.code() != signIn {
		t.Errorf("a stranger: %s", a.code())
	}
}
