// Package nats carries what nodes tell each other over a NATS server. Everything told is a hint (see rooms/relay): what is lost, late, doubled or out of
// order is made good from the log, and what nobody with the key of this installation has sealed is not heard at all.
package nats

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
)

const (
	// Messages of one board that may wait to be heard; what comes beyond is dropped, as the log has it.
	pendingMessages = 1024
	pendingBytes    = 4 << 20
	// A server that is not there is tried again after so long, and up to as much again, for ever.
	reconnectWait = time.Second
	// largest bounds a message: those of NATS have 1 MiB by default.
	largest = 1 << 20
)

// Config is what a Relay is made of.
type Config struct {
	// URL names one server of a cluster or several, separated by commas: nats://host:4222, tls://host:4222.
	URL string
	// Credentials is a file with a user's key, as `nsc generate creds` writes it; "": none.
	Credentials string
	// Key is a secret that the nodes of one installation share. It tells them from strangers on the same NATS, and from other installations.
	Key []byte
	Log *slog.Logger
}

// Relay is the way over NATS. It never stops trying: while no server is there, nothing is told and nothing is heard.
type Relay struct {
	conn    *nats.Conn
	seal    seal
	log     *slog.Logger
	dropped atomic.Int64
}

var _ relay.Relay = (*Relay)(nil)

// Connect begins to connect, and returns before it has. Error: the address or the credentials cannot be read.
func Connect(cfg Config) (*Relay, error) {
	for server := range strings.SplitSeq(cfg.URL, ",") {
		if u, err := url.Parse(strings.TrimSpace(server)); err != nil || u.Host == "" {
			return nil, errors.New("it is to be written like nats://host:4222") // without what was given: it may hold a password
		}
	}
	seal, err := newSeal(cfg.Key)
	if err != nil {
		return nil, err
	}
	r := &Relay{seal: seal, log: cfg.Log}
	r.conn, err = nats.Connect(cfg.URL, r.options(cfg.Credentials)...)
	if err != nil {
		return nil, fmt.Errorf("cannot connect to NATS: %w", err)
	}
	return r, nil
}

func (r *Relay) options(credentials string) []nats.Option {
	options := []nats.Option{
		nats.Name("drawingroom"),
		nats.MaxReconnects(-1),
		nats.RetryOnFailedConnect(true),
		nats.ReconnectWait(reconnectWait),
		nats.ReconnectJitter(reconnectWait, reconnectWait),
		nats.ReconnectBufSize(-1), // hints of the time before are of no use to anybody
		nats.ConnectHandler(func(*nats.Conn) { r.log.Info("joined to the other nodes") }),
		nats.ReconnectHandler(func(*nats.Conn) { r.log.Info("joined to the other nodes again") }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil { // nil: by Close
				r.log.Warn("cut off from the other nodes: what they do is seen later", "err", err)
			}
		}),
		nats.ErrorHandler(r.failed),
	}
	if credentials != "" {
		options = append(options, nats.UserCredentials(credentials))
	}
	return options
}

// failed is told what goes wrong beside a call. That a board has more hints than can be heard is counted, and nothing to be told of.
func (r *Relay) failed(_ *nats.Conn, _ *nats.Subscription, err error) {
	if errors.Is(err, nats.ErrSlowConsumer) {
		r.dropped.Add(1)
		return
	}
	r.log.Warn("NATS", "err", err)
}

// Publish tells the other nodes, if there is a way to them now.
func (r *Relay) Publish(m relay.Message) {
	body := encode(m)
	if len(body) > largest-macSize {
		return
	}
	// An error: there is no connection. The others find the log longer than they thought.
	_ = r.conn.Publish(r.subject(m.Board), r.seal.close(m.Board, body))
}

// Subscribe calls f for each message about the board that a node of this installation has sealed.
func (r *Relay) Subscribe(id board.ID, f func(relay.Message)) (cancel func()) {
	sub, err := r.conn.Subscribe(r.subject(id), func(raw *nats.Msg) {
		body, ok := r.seal.open(id, raw.Data)
		if !ok {
			return
		}
		if m, err := decode(id, body); err == nil {
			f(m)
		}
	})
	if err != nil { // the relay is closed
		return func() {}
	}
	_ = sub.SetPendingLimits(pendingMessages, pendingBytes) // fails only for subscriptions that are over
	return func() { _ = sub.Unsubscribe() }
}

// Close ends the connection; what was told last is sent, if that can be done at once.
func (r *Relay) Close() {
	if r.conn.IsConnected() {
		_ = r.conn.FlushTimeout(time.Second)
	}
	r.conn.Close()
}

// subject is where a board is spoken of. Its id holds nothing that means something to NATS (ids.go); the name of the installation keeps others apart.
func (r *Relay) subject(id board.ID) string { return "drawingroom." + r.seal.name + "." + string(id) }
