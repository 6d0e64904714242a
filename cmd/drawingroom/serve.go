package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"drawingroom/auth"
	"drawingroom/persistence"
	"drawingroom/rooms"
	"drawingroom/server"
	"drawingroom/web"
)

// serve is the command that serves.
type serve struct {
	settings `embed:""`
}

const (
	// stopTime is how long stopping may take in all. Hosts commonly kill after 15 to 30 seconds.
	stopTime = 14 * time.Second
	// comeBackIn is the span over which closed members are told to come back, so that they do not all come at once.
	comeBackIn = 3 * time.Second
	// postgresWriters is how many appends may be under way at once on PostgreSQL; SQLite has one writer.
	postgresWriters = 8
)

// node is one running server, from the store up.
type node struct {
	store *persistence.Store
	rooms *rooms.Registry
	web   *server.Server
	log   *slog.Logger
	rest  func() // ends what runs beside, and waits for it
}

// Run serves until ctx ends, then stops in order: no new work, everybody told, everything written.
func (s serve) Run(ctx context.Context, to streams) error {
	log := s.logger(to.err)
	n, err := s.open(ctx, log)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.Addr)
	if err != nil {
		return errors.Join(fmt.Errorf("cannot listen on %s: %w", s.Addr, err), n.close(context.Background()))
	}
	s.announce(to.out, listener.Addr())
	if err := server.CheckFront(n.front()); err != nil {
		fmt.Fprintln(to.err, "drawingroom:", err)
	}
	web := n.web.HTTP()
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	select {
	case <-ctx.Done():
	case err = <-failed: // the listener broke; what is under way is still written
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
	defer cancel()
	return errors.Join(err, n.stop(stopping, web, s.DrainDelay))
}

// open builds everything that serves.
func (s serve) open(ctx context.Context, log *slog.Logger) (*node, error) {
	store, err := persistence.Open(ctx, persistence.Config{URL: s.DatabaseURL, Folder: s.Data})
	if err != nil {
		return nil, err
	}
	n, err := s.build(ctx, store, log)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return n, nil
}

func (s serve) build(ctx context.Context, store *persistence.Store, log *slog.Logger) (*node, error) {
	keys, err := s.keys(ctx, store)
	if err != nil {
		return nil, err
	}
	trusted, err := s.proxies()
	if err != nil {
		return nil, err
	}
	n := &node{store: store, log: log, rest: func() {}}
	tokens, sessions := auth.NewTokens(keys, time.Now), auth.NewSessions(store, time.Now)
	n.rooms = rooms.New(s.roomsConfig(store, tokens, log))
	n.web, err = server.New(server.Config{
		Auth: store, Boards: store, Assets: store, Rooms: n.rooms, Sessions: sessions, Tokens: tokens, Front: n.front(), Ready: store.Ping,
		PublicURLs: s.PublicURL, MachineNames: machineNames(), TrustedProxies: trusted,
		MembersOnly: s.WhoMayCreate == "members", Limits: s.Limits.ofServer(), Log: log,
	})
	if err != nil {
		return nil, errors.Join(err, n.rooms.Close(ctx))
	}
	n.rest = n.purge(sessions)
	return n, nil
}

// purge begins to forget the sessions that have run out, beside everything else; rest ends it.
func (n *node) purge(sessions *auth.Sessions) (rest func()) {
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() {
		defer close(over)
		sessions.KeepPurged(ctx, func(gone int, err error) {
			if err != nil {
				n.log.Warn("sessions that have run out are still kept", "err", err)
			} else if gone > 0 {
				n.log.Info("forgot sessions that have run out", "sessions", gone)
			}
		})
	}()
	return func() {
		stop()
		<-over
	}
}

func (s serve) roomsConfig(store rooms.Store, tokens *auth.Tokens, log *slog.Logger) rooms.Config {
	cfg := rooms.Config{Store: store, Verify: server.Identify(tokens), Writers: 1, Log: log}
	if s.DatabaseURL != "" {
		// Several nodes may share the database, so each needs a name of its own. It begins every session's name on the wire: keep it short.
		cfg.Node = strings.ToLower(rand.Text()[:4])
		cfg.Writers = postgresWriters
	}
	return cfg
}

// front is the built front end.
func (n *node) front() fs.FS {
	dist, err := fs.Sub(web.Dist, "dist")
	if err != nil {
		panic(err) // "dist" is a valid path
	}
	return dist
}

// stop ends the node in order. What was sent is made durable and told before anything is closed.
func (n *node) stop(ctx context.Context, web *http.Server, delay time.Duration) error {
	n.log.Info("stopping")
	n.web.Drain()
	pause(ctx, delay)
	n.rooms.Drain(ctx, comeBackIn)
	err := web.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = web.Close() // some answer would not end
	}
	n.web.Wait(ctx)
	return errors.Join(err, n.close(ctx))
}

// close ends rooms, what runs beside, and the store.
func (n *node) close(ctx context.Context) error {
	n.rest()
	return errors.Join(n.rooms.Close(ctx), n.store.Close())
}

// pause waits, or until ctx ends.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
