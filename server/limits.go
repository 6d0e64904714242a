package server

import (
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits bound what one address or user may take. 0 means no limit. The numbers count per address (an IPv4 address or an IPv6 /64).
type Limits struct {
	GuestsPerMinute   int // new guests and renamings
	SessionsPerMinute int // tokens minted, links tried and used, names of authors read, preferences read and written
	BoardsPerMinute   int // boards and links made, logs and exports read
	MomentsPerMinute  int // states of boards' past read
	// PasswordsPerMinute is how many wrong passwords of one link may be tried; ten times as many from all addresses together.
	PasswordsPerMinute int
	Connections        int // sockets of this server in all
	PerAddress         int // sockets of one address
	PerUser            int // sockets of one user
	ConnectsPerSecond  int // new sockets of this server in any second

	UploadsPerMinute int   // pictures sent
	AssetBytes       int64 // of one picture
	AssetPixels      int64 // of one picture
	AssetSide        int   // pixels of a picture's longer side
	BoardAssetBytes  int64 // of all pictures of a board
}

// DefaultLimits suit a server whose visitors may sit behind one address, as a school's or an office's do.
var DefaultLimits = Limits{
	GuestsPerMinute: 60, SessionsPerMinute: 600, BoardsPerMinute: 60, MomentsPerMinute: 6_000, PasswordsPerMinute: 10,
	Connections: 10_000, PerAddress: 200, PerUser: 20, ConnectsPerSecond: 200,
	UploadsPerMinute: 1_200, AssetBytes: 32 << 20, AssetPixels: 100_000_000, AssetSide: 16_384, BoardAssetBytes: 1 << 30,
}

// maxBuckets bounds the memory of a rate limit: an attacker with many addresses makes it forget, never grow.
const maxBuckets = 10_000

// rateLimit counts requests by address: a minute's worth at once, then evenly.
type rateLimit struct {
	perMinute int
	now       func() time.Time
	mu        sync.Mutex
	buckets   map[netip.Addr]*rate.Limiter
}

func newRateLimit(perMinute int, now func() time.Time) *rateLimit {
	return &rateLimit{perMinute: perMinute, now: now, buckets: map[netip.Addr]*rate.Limiter{}}
}

// allow takes one request of an address into account.
func (l *rateLimit) allow(from netip.Addr) bool {
	if l.perMinute == 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	b := l.buckets[from]
	if b == nil {
		if len(l.buckets) >= maxBuckets {
			l.forget(now)
		}
		b = rate.NewLimiter(rate.Limit(float64(l.perMinute)/60), l.perMinute)
		l.buckets[from] = b
	}
	return b.AllowN(now, 1)
}

// forget drops the buckets that are full again, or all if too few are: at least half of the room is free afterwards, so that the search is paid for
// by many requests and not by each.
func (l *rateLimit) forget(now time.Time) {
	for from, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.perMinute) {
			delete(l.buckets, from)
		}
	}
	if len(l.buckets) > maxBuckets/2 {
		clear(l.buckets)
	}
}

// limited puts a rate limit before a route.
func (s *Server) limited(l *rateLimit, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !l.allow(bucket(s.door.proxies.client(r))) {
			s.warnOfProxy(r)
			writeProblem(w, errTooFast)
			return
		}
		next(w, r)
	}
}

// warnOfProxy says, once, why everybody may seem to share one address.
func (s *Server) warnOfProxy(r *http.Request) {
	if r.Header.Get("X-Forwarded-For") == "" || s.door.proxies.trusts(peer(r)) {
		return
	}
	s.proxyWarning.Do(func() {
		s.log.Warn("a limit was reached by requests that came through a proxy; if it is yours, name it with --trusted-proxy", "peer", peer(r).String())
	})
}
