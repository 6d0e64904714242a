package processtest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// link is a line between a page and the nodes, which a test makes bad: each node is reached by a proxy of its own, all of them equally bad.
type link struct {
	t       *testing.T
	nodes   []*node
	server  *toxiproxy.ApiServer
	mu      sync.Mutex
	down    bool
	toxics  []toxic
	proxies map[string]*toxiproxy.Proxy // by the address of the node
}

// toxic is one thing that is wrong with a line, as toxiproxy knows it. Where: "upstream" is towards the server.
type toxic struct {
	Name       string         `json:"name"`
	Type       string         `json:"type"`
	Where      string         `json:"stream"`
	Attributes map[string]any `json:"attributes"`
}

func init() { zerolog.SetGlobalLevel(zerolog.Disabled) } // some toxics have loggers of their own

func newLink(t *testing.T, nodes ...*node) *link {
	l := &link{
		t: t, nodes: nodes, proxies: map[string]*toxiproxy.Proxy{},
		server: toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop()),
	}
	t.Cleanup(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		for _, p := range l.proxies {
			p.Stop()
		}
	})
	return l
}

// road is how a guest reaches a node by this link.
func (l *link) road(ctx context.Context, at int) (string, error) {
	address, err := l.nodes[at].at(ctx)
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.proxies[address]
	if p == nil {
		p = toxiproxy.NewProxy(l.server, address, "127.0.0.1:0", strings.TrimPrefix(address, "http://"))
		if err := p.Start(); err != nil {
			return "", err
		}
		l.proxies[address] = p
		for _, x := range l.toxics {
			l.poison(p, x)
		}
		if l.down {
			p.Stop()
		}
	}
	return "http://" + p.Listen, nil
}

// cut closes all that is open, and refuses what comes.
func (l *link) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = true
	for _, p := range l.proxies {
		p.Stop()
	}
}

// poison makes a proxy bad. The lock is held.
func (l *link) poison(p *toxiproxy.Proxy, x toxic) {
	text, err := json.Marshal(x)
	if err == nil {
		_, err = p.Toxics.AddToxicJson(strings.NewReader(string(text)))
	}
	if err != nil {
		l.t.Errorf("%+v: %v", x, err)
	}
}

// spoil makes the link bad in one more way, for what is open and what will be.
func (l *link) spoil(kind, where string, attributes map[string]any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	x := toxic{fmt.Sprintf("%s %s %d", kind, where, len(l.toxics)), kind, where, attributes}
	l.toxics = append(l.toxics, x)
	for _, p := range l.proxies {
		l.poison(p, x)
	}
}

// swallow lets nothing more through, in either direction, and says nothing: the half-open line.
func (l *link) swallow() {
	l.spoil("timeout", "upstream", map[string]any{"timeout": 0})
	l.spoil("timeout", "downstream", map[string]any{"timeout": 0})
}

// heal makes the link good. What was swallowed is lost, and the lines it was swallowed on end.
func (l *link) heal() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, p := range l.proxies {
		for _, x := range l.toxics {
			if err := p.Toxics.RemoveToxic(context.Background(), x.Name); err != nil {
				l.t.Error(err)
			}
		}
		if l.down {
			if err := p.Start(); err != nil {
				l.t.Error(err)
			}
		}
	}
	l.toxics, l.down = nil, false
}
