package server

import (
	"context"
	"crypto/tls"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/server/raster"
)

// Config is what a Server is built from. Auth, Sharing, Boards, Assets, Preferences, Rooms, Sessions, Tokens and Front are needed.
type Config struct {
	Auth        auth.Store
	Sharing     auth.Sharing
	Boards      Boards
	Assets      Assets
	Preferences Preferences
	Rooms       *rooms.Registry
	Sessions    *auth.Sessions
	Tokens      *auth.Tokens
	// Bearers reads tokens; nil: none but those of Tokens.
	Bearers *auth.Bearers
	// Host is the name of the application whose tokens are taken too, as people know it; "": there is none.
	Host string
	// Front is the built front end, with index.html at its root.
	Front fs.FS
	// Ready asks whether the store answers; nil: always.
	Ready func(context.Context) error

	// PublicURLs are the addresses the server goes by beside addresses, localhost and MachineNames, e.g. https://draw.example.org. They may have a path, the
	// same in all: everything lies under it.
	PublicURLs   []string
	MachineNames []string
	// Nearby are this machine's addresses in its network at which it is reached too, the likeliest first; nil: it listens for this machine only.
	Nearby func() []net.IP
	// TrustedProxies are the networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
	TrustedProxies []netip.Prefix
	// Creators is who may make boards.
	Creators auth.Creators
	Limits   Limits
	Log      *slog.Logger
	Now      func() time.Time // nil: time.Now
}

// Server answers HTTP for one node.
type Server struct {
	auth        auth.Store
	sharing     auth.Sharing
	passwords   *auth.Passwords
	tries       *tries
	boards      Boards
	assets      Assets
	preferences Preferences
	rooms       *rooms.Registry
	sessions    *auth.Sessions
	tokens      *auth.Tokens
	bearers     *auth.Bearers
	host        string
	ready       func(context.Context) error
	door        *door
	base        base
	publicURLs  []string
	nearby      func() []net.IP
	front       *front
	creators    auth.Creators
	log         *slog.Logger
	now         func() time.Time

	guestLimit, sessionLimit, boardLimit, momentLimit, uploadLimit *rateLimit
	caps                                                           *caps
	line                                                           *line
	holds                                                          holds
	streams                                                        streams
	uploads                                                        *uploads
	pictures                                                       raster.Limits
	assetRoom                                                      int64
	proxyWarning                                                   sync.Once
	draining                                                       atomic.Bool
	sockets                                                        sync.WaitGroup
	metrics                                                        metrics
	handler, private                                               http.Handler
}

// New returns a server. Errors: a public address or a front end that cannot be read.
func New(cfg Config) (*Server, error) {
	door, err := newDoor(cfg.MachineNames, cfg.PublicURLs, cfg.TrustedProxies)
	if err != nil {
		return nil, err
	}
	base, err := baseOf(cfg.PublicURLs)
	if err != nil {
		return nil, err
	}
	front, err := newFront(cfg.Front, base)
	if err != nil {
		return nil, fmt.Errorf("reading the front end: %w", err)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Bearers == nil {
		cfg.Bearers = auth.NewBearers(cfg.Tokens, nil, cfg.Auth, cfg.Now)
	}
	s := &Server{
		auth: cfg.Auth, sharing: cfg.Sharing, passwords: auth.NewPasswords(), tries: newTries(cfg.Limits.PasswordsPerMinute, cfg.Now),
		boards: cfg.Boards, assets: cfg.Assets, preferences: cfg.Preferences, rooms: cfg.Rooms, sessions: cfg.Sessions, tokens: cfg.Tokens, ready: cfg.Ready,
		door: door, base: base, publicURLs: cfg.PublicURLs, nearby: cfg.Nearby, front: front, creators: cfg.Creators, bearers: cfg.Bearers, host: cfg.Host, log: cfg.Log, now: cfg.Now,
		guestLimit: newRateLimit(cfg.Limits.GuestsPerMinute, cfg.Now), sessionLimit: newRateLimit(cfg.Limits.SessionsPerMinute, cfg.Now),
		boardLimit: newRateLimit(cfg.Limits.BoardsPerMinute, cfg.Now), momentLimit: newRateLimit(cfg.Limits.MomentsPerMinute, cfg.Now), uploadLimit: newRateLimit(cfg.Limits.UploadsPerMinute, cfg.Now),
		caps: newCaps(cfg.Limits), line: newLine(cfg.Limits.ConnectsPerSecond), streams: streams{node: cfg.Rooms.Node()}, uploads: newUploads(cfg.Limits),
		pictures: raster.Limits{Pixels: cfg.Limits.AssetPixels, Side: cfg.Limits.AssetSide}, assetRoom: cfg.Limits.BoardAssetBytes,
	}
	s.metrics = newMetrics(s)
	routes := s.routes()
	if err := base.free(routes); err != nil {
		return nil, err
	}
	s.handler, s.private = base.within(routes), s.privateRoutes()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Drain makes /readyz say no from now on, and lets no more connections in: who comes is told to come again. What runs goes on.
func (s *Server) Drain() {
	if !s.draining.Swap(true) {
		close(s.line.leaving)
	}
}

// Wait returns when no socket is left, or ctx ends. Drain first: sockets outlive the requests they began as, so http.Server.Shutdown does not wait for them.
// Whoever asks, and has not come into a room that would have told them to go, is let go.
func (s *Server) Wait(ctx context.Context) {
	s.streams.leave()
	gone := make(chan struct{})
	go func() {
		s.sockets.Wait()
		close(gone)
	}()
	select {
	case <-gone:
	case <-ctx.Done():
	}
}

const (
	// headerTime is how long the head of a request may take to arrive: a connection that dribbles is dropped.
	headerTime = 5 * time.Second
	// idleTime is how long a connection may rest between two requests.
	idleTime = 90 * time.Second
	// maxHeader is the size of a request's head, in bytes. The longest honest one carries a token.
	maxHeader = 16 << 10
)

// HTTP returns an http.Server around the handler, with the limits on what a connection may cost. Errors of connections go to the log.
func (s *Server) HTTP() *http.Server { return around(s, s.log) }

func around(answers http.Handler, log *slog.Logger) *http.Server {
	fresh := &newcomers{}
	web := &http.Server{
		Handler:           answers,
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		ConnContext:       withConn,
		ConnState:         fresh.watch,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	web.RegisterOnShutdown(fresh.stop)
	return web
}

type connKey struct{}

// withConn keeps the connection beside its requests, so that a socket can bound the kernel's buffers and be cut off.
// Below TLS: what is cut off does not wait for goodbyes.
func withConn(ctx context.Context, c net.Conn) context.Context {
	if secured, is := c.(*tls.Conn); is {
		c = secured.NetConn()
	}
	return context.WithValue(ctx, connKey{}, c)
}
