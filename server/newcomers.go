package server

import (
	"net"
	"net/http"
	"sync"
	"time"
)

// newcomers are the connections that have not asked for anything yet. Browsers open some ahead, in case they will need them; http.Server.Shutdown waits five
// seconds for each, and so long nobody could come back.
type newcomers struct {
	mu       sync.Mutex
	conns    map[net.Conn]bool
	stopping bool
}

// lastWord is how long a connection that is open when the server stops may take to ask for something.
const lastWord = 250 * time.Millisecond

// watch is an http.Server's ConnState.
func (n *newcomers) watch(c net.Conn, state http.ConnState) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if state != http.StateNew {
		delete(n.conns, c)
		return
	}
	if n.stopping {
		hurry(c)
		return
	}
	if n.conns == nil {
		n.conns = map[net.Conn]bool{}
	}
	n.conns[c] = true
}

// stop lets those who are there speak now or never.
func (n *newcomers) stop() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.stopping = true
	for c := range n.conns {
		hurry(c)
	}
}

func hurry(c net.Conn) { _ = c.SetReadDeadline(time.Now().Add(lastWord)) } // it may be gone already
