package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"drawingroom/rooms"
)

// The address that counts is the peer's, unless a trusted proxy says otherwise; then the last hop that is none of ours.
func TestClientAddress(t *testing.T) {
	trusted := proxies{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, row := range []struct {
		peer string
		said []string
		want string
	}{
		{"203.0.113.9:1", nil, "203.0.113.9"},
		{"203.0.113.9:1", []string{"1.2.3.4"}, "203.0.113.9"},
		{"10.0.0.1:1", []string{"1.2.3.4"}, "1.2.3.4"},
		{"10.0.0.1:1", []string{"6.6.6.6, 1.2.3.4"}, "1.2.3.4"},
		{"10.0.0.1:1", []string{"6.6.6.6", "1.2.3.4"}, "1.2.3.4"},
		{"10.0.0.1:1", []string{"6.6.6.6, 1.2.3.4, 10.0.0.2"}, "1.2.3.4"},
		{"10.0.0.1:1", []string{"1.2.3.4, rubbish"}, "10.0.0.1"},
		{"10.0.0.1:1", nil, "10.0.0.1"},
		{"10.0.0.1:1", []string{""}, "10.0.0.1"},
		{"10.0.0.1:1", []string{"10.0.0.3, 10.0.0.2"}, "10.0.0.3"},
		{"[::ffff:203.0.113.9]:1", nil, "203.0.113.9"},
		{"[fd00::1]:1", []string{"2001:db8::7"}, "2001:db8::7"},
		{"[fe80::1%eth0]:1", nil, "fe80::1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = row.peer
		for _, said := range row.said {
			r.Header.Add("X-Forwarded-For", said)
		}
		if got := trusted.client(r).String(); got != row.want {
			t.Errorf("%s with %q: %s, want %s", row.peer, row.said, got, row.want)
		}
	}
	if a, b := bucket(netip.MustParseAddr("2001:db8::1")), bucket(netip.MustParseAddr("2001:db8::2")); a != b {
		t.Error("one household counts as two")
	}
	if a, b := bucket(netip.MustParseAddr("2001:db8::1")), bucket(netip.MustParseAddr("2001:db8:0:1::1")); a == b {
		t.Error("two households count as one")
	}
}

func TestRateLimit(t *testing.T) {
	now := time.Unix(0, 0)
	l := newRateLimit(60, func() time.Time { return now })
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2")
	for i := range 60 {
		if !l.allow(a) {
			t.Fatalf("the %d. of a minute was refused", i)
		}
	}
	if l.allow(a) {
		t.Fatal("the 61. passed")
	}
	if !l.allow(b) {
		t.Fatal("another address pays for the first")
	}
	now = now.Add(time.Second)
	if !l.allow(a) || l.allow(a) {
		t.Fatal("a second is worth one request")
	}
	// Many addresses make it forget, never grow.
	for i := range 3 * maxBuckets {
		l.allow(netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)}))
	}
	if len(l.buckets) > maxBuckets {
		t.Fatalf("%d buckets", len(l.buckets))
	}
}

// Each limited route says so, in the same words, and what one may not do often the others still may.
func TestLimitedRoutes(t *testing.T) {
	for _, row := range []struct {
		limits Limits
		method string
		path   string
		body   any
	}{
		{Limits{GuestsPerMinute: 3}, "POST", "/api/v1/guests", map[string]string{"name": "x"}},
		{Limits{SessionsPerMinute: 2}, "POST", "/api/v1/session", nil},
		{Limits{SessionsPerMinute: 2}, "POST", "/api/v1/boards/bAAAAAAAAAAAAAAAA/link", map[string]string{"secret": "AAAAAAAAAAAAAAAAAAAAAA"}},
		{Limits{SessionsPerMinute: 2}, "GET", "/api/v1/me/preferences", nil},
		{Limits{SessionsPerMinute: 2}, "PUT", "/api/v1/me/preferences", map[string]string{}},
		{Limits{BoardsPerMinute: 2}, "POST", "/api/v1/boards", map[string]string{}},
	} {
		t.Run(row.path, func(t *testing.T) {
			k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = row.limits })
			p := k.guest("Ada")
			statuses := map[int]int{}
			var last answer
			for range 5 {
				last = p.do(row.method, row.path, row.body)
				statuses[last.status]++
			}
			if statuses[http.StatusTooManyRequests] != 3 || last.code() != "Too Many Requests: too_fast" || last.header.Get("Retry-After") == "" {
				t.Errorf("%s, last %s", fmt.Sprint(statuses), last.code())
			}
			if a := p.do("GET", "/api/v1/boards", nil); a.status != http.StatusOK {
				t.Errorf("reading was refused: %s", a.code())
			}
		})
	}
}
