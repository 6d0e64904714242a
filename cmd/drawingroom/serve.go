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
	"drawingroom/rooms/relay/nats"
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
	relay *nats.Relay // nil: there is no other node
	rest  func()      // ends what runs beside, and waits for it
}

// Run serves until ctx ends, then stops in order: no new work, everybody told, everything written.
func (s serve) Run(ctx context.Context, to streams) error {
	log := s.logger(to.err)
	n, err := s.open(ctx, log)
	if err != nil && !away(err) {
		return err
	}
	on, err := s.listen(ctx)
	if err != nil {
		return errors.Join(err, n.close(context.Background()))
	}
	at := on.public.Addr()
	secured, end, err := s.secure(ctx, on.public, log)
	if err != nil {
		return errors.Join(err, on.close(), n.close(context.Background()))
	}
	defer end()
	defer s.leaveWord(at, log)()
	s.announce(to.out, at)
	if err := server.CheckFront(front()); err != nil {
		fmt.Fprintln(to.err, "drawingroom:", err)
	}
	on.public = secured
	return s.answer(ctx, on, n, log)
}

// secure puts TLS around the listener, as the settings say; end ends what that does beside.
func (s serve) secure(ctx context.Context, listener net.Listener, log *slog.Logger) (secured net.Listener, end func(), err error) {
	if s.Acme.on() {
		from := s.Acme.authority(s.Data, log)
		return from.Around(listener), from.Begin(ctx, portOf(listener.Addr())), nil
	}
	secured, err = s.around(listener, time.Now)
	return secured, func() {}, err
}

// answer serves on the listeners until ctx ends; n is nil while its database is away.
func (s serve) answer(ctx context.Context, on listeners, n *node, log *slog.Logger) (err error) {
	wait := server.NewWaiting(log)
	defer answerPrivately(on.private, wait)()
	web := wait.HTTP()
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(on.public) }()
	if n != nil {
		wait.Become(n.web)
	} else if n, err = s.await(ctx, wait, log); n == nil {
		return errors.Join(err, web.Close())
	}
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
	store, err := s.place.open(ctx)
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
	if n.relay, err = s.join(keys, log); err != nil {
		return nil, err
	}
	host, hostKeys, err := s.hostApp.open(keys, time.Now)
	if err != nil {
		n.endRelay()
		return nil, err
	}
	tokens, sessions := auth.NewTokens(keys, time.Now), auth.NewSessions(store, time.Now)
	bearers := auth.NewBearers(tokens, host, store, time.Now)
	n.rooms = rooms.New(s.roomsConfig(n, bearers))
	n.web, err = server.New(server.Config{
		Auth: store, Sharing: store, Boards: store, Assets: store, Preferences: store, Rooms: n.rooms, Sessions: sessions, Tokens: tokens, Bearers: bearers, Host: s.called(), Front: front(), Ready: store.Ping,
		PublicURLs: s.addresses(), MachineNames: machineNames(), Nearby: s.nearby(), TrustedProxies: trusted,
		Creators: auth.Creators(s.WhoMayCreate), Limits: s.Limits.ofServer(), Log: log,
	})
	if err != nil {
		return nil, errors.Join(err, n.endRooms(ctx))
	}
	rests := []func(){n.purge(sessions), n.sweep(), n.fold(), n.erase(), n.keepKeys(hostKeys)}
	n.rest = func() {
		for _, rest := range rests {
			rest()
		}
	}
	return n, nil
}

// sweep begins to see to it that what was struck out leaves the database's files, also when that had to wait; rest ends it.
func (n *node) sweep() (rest func()) {
	return n.beside(func(ctx context.Context) {
		n.rooms.KeepSwept(ctx, func(err error) { n.log.Warn("what was struck out is still in the database's files", "err", err) })
	})
}

// fold begins to fold the pasts of boards that their owners do not have kept for ever; rest ends it.
func (n *node) fold() (rest func()) {
	return n.beside(func(ctx context.Context) {
		n.rooms.KeepFolded(ctx, func(err error) { n.log.Warn("what is to be folded is not", "err", err) })
	})
}

// erase begins to delete for good what has been in the trash long enough; rest ends it.
func (n *node) erase() (rest func()) {
	return n.beside(func(ctx context.Context) {
		n.web.KeepErased(ctx, func(err error) { n.log.Warn("boards that were to be deleted for good are still kept", "err", err) })
	})
}

// purge begins to forget the sessions that have run out, beside everything else; rest ends it.
func (n *node) purge(sessions *auth.Sessions) (rest func()) {
	return n.beside(func(ctx context.Context) {
		sessions.KeepPurged(ctx, func(gone int, err error) {
			if err != nil {
				n.log.Warn("sessions that have run out are still kept", "err", err)
			} else if gone > 0 {
				n.log.Info("forgot sessions that have run out", "sessions", gone)
			}
		})
	})
}

// beside does something for as long as the node runs; rest ends it, and waits for that.
func (n *node) beside(do func(context.Context)) (rest func()) {
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() {
		defer close(over)
		do(ctx)
	}()
	return func() {
		stop()
		<-over
	}
}

// join finds the way to the other nodes; nil where there are none.
func (s serve) join(keys auth.Keys, log *slog.Logger) (*nats.Relay, error) {
	if s.NatsURL == "" {
		return nil, nil
	}
	way, err := nats.Connect(nats.Config{URL: s.NatsURL, Credentials: s.NatsCreds, Key: keys.Derive("relay"), Log: log})
	if err != nil {
		return nil, fmt.Errorf("--nats-url: %w", err)
	}
	return way, nil
}

func (s serve) roomsConfig(n *node, bearers *auth.Bearers) rooms.Config {
	cfg := rooms.Config{Store: n.store, Verify: server.Identify(bearers), Stands: bearers.Stand, Writers: 1, Log: n.log}
	if n.relay != nil {
		cfg.Relay = n.relay
	}
	if s.DatabaseURL != "" {
		// Several nodes may share the database, so each needs a name of its own. It begins every session's name on the wire: keep it short.
		cfg.Node = strings.ToLower(rand.Text()[:4])
		cfg.Writers = postgresWriters
	}
	return cfg
}

// front is the built front end.
func front() fs.FS {
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
	if n == nil { // its database has been away
		return nil
	}
	n.rest()
	return errors.Join(n.endRooms(ctx), n.store.Close())
}

// endRooms ends the rooms, and then the way on which they tell the other nodes.
func (n *node) endRooms(ctx context.Context) error {
	defer n.endRelay()
	return n.rooms.Close(ctx)
}

// endRelay ends the way to the other nodes, if there is one.
func (n *node) endRelay() {
	if n.relay != nil {
		n.relay.Close()
	}
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
