package processtest

import (
	"fmt"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// turnout is an address behind which stands now one database, now another, as a failover leaves it.
type turnout struct {
	listener net.Listener
	mu       sync.Mutex
	to       int           // port
	slow     time.Duration // what each piece of an answer is held back
	open     []net.Conn
}

func newTurnout(t *testing.T, to int, slow time.Duration) *turnout {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := &turnout{listener: l, to: to, slow: slow}
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			s.join(client)
		}
	}()
	return s
}

func (s *turnout) join(client net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	database, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", s.to))
	if err != nil {
		client.Close()
		return
	}
	s.open = append(s.open, client, database)
	go pass(database, client, 0)
	go pass(client, database, s.slow)
}

func pass(to, from net.Conn, slow time.Duration) {
	defer to.Close()
	defer from.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		if slow > 0 {
			time.Sleep(slow)
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// turn cuts what is open and leads to another port from now on.
func (s *turnout) turn(to int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.open {
		c.Close()
	}
	s.to, s.open = to, nil
}

// at is an address of a database, by way of the turnout.
func (s *turnout) at(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Host = s.listener.Addr().String()
	return u.String()
}
