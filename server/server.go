package server

import (
	"context"
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

// Config is what a Server is built from. Auth, Boards, Assets, Rooms, Sessions, Tokens and Front are needed.
type Config struct {
	Auth     auth.Store
	Boards   Boards
	Assets   Assets
	Rooms    *rooms.Registry
	Sessions *auth.Sessions
	Tokens   *auth.Tokens
	// Front is the built front end, with index.html at its root.
	Front fs.FS
	// Ready asks whether the store answers; nil: always.
	Ready func(context.Context) error

	// PublicURLs are the addresses the server goes by beside addresses, localhost and MachineNames, e.g. https://draw.example.org.
	PublicURLs   []string
	MachineNames []string
	// TrustedProxies are the networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
	TrustedProxies []netip.Prefix
	// MembersOnly lets only users with an account make boards.
	MembersOnly bool
	Limits      Limits
	Log         *slog.Logger
	Now         func() time.Time // nil: time.Now
}

// Server answers HTTP for one node.
type Server struct {
	auth     auth.Store
	boards   Boards
	assets   Assets
	rooms    *rooms.Registry
	sessions *auth.Sessions
	tokens   *auth.Tokens
	ready    func(context.Context) error
	door     *door
	front    *front
	members  bool
	log      *slog.Logger
	now      func() time.Time

	guestLimit, sessionLimit, boardLimit, uploadLimit *rateLimit
	caps                                              *caps
	uploads                                           *uploads
	pictures                                          raster.Limits
	assetRoom                                         int64
	proxyWarning                                      sync.Once
	draining                                          atomic.Bool
	sockets                                           sync.WaitGroup
	handler                                           http.Handler
}

// New returns a server. Errors: a public address or a front end that cannot be read.
func New(cfg Config) (*Server, error) {
	door, err := newDoor(cfg.MachineNames, cfg.PublicURLs, cfg.TrustedProxies)
	if err != nil {
		return nil, err
	}
	front, err := newFront(cfg.Front)
	if err != nil {
		return nil, fmt.Errorf("reading the front end: %w", err)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		auth: cfg.Auth, boards: cfg.Boards, assets: cfg.Assets, rooms: cfg.Rooms, sessions: cfg.Sessions, tokens: cfg.Tokens, ready: cfg.Ready,
		door: door, front: front, members: cfg.MembersOnly, log: cfg.Log, now: cfg.Now,
		guestLimit: newRateLimit(cfg.Limits.GuestsPerMinute, cfg.Now), sessionLimit: newRateLimit(cfg.Limits.SessionsPerMinute, cfg.Now),
		boardLimit: newRateLimit(cfg.Limits.BoardsPerMinute, cfg.Now), uploadLimit: newRateLimit(cfg.Limits.UploadsPerMinute, cfg.Now),
		caps: newCaps(cfg.Limits), uploads: newUploads(cfg.Limits),
		pictures: raster.Limits{Pixels: cfg.Limits.AssetPixels, Side: cfg.Limits.AssetSide}, assetRoom: cfg.Limits.BoardAssetBytes,
	}
	s.handler = s.routes()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Drain makes /readyz say no from now on, and lets no more sockets in. What runs goes on.
func (s *Server) Drain() { s.draining.Store(true) }

// Wait returns when no socket is left, or ctx ends. Drain first: sockets outlive the requests they began as, so http.Server.Shutdown does not wait for them.
func (s *Server) Wait(ctx context.Context) {
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
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		ConnContext:       withConn,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}

type connKey struct{}

// withConn keeps the connection beside its requests, so that a socket can bound the kernel's buffers and be cut off.
func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}
