package rooms

import (
	"context"
	"log/slog"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
)

// Config is what a Registry is built from. Store and Verify are needed; the rest has defaults.
type Config struct {
	Store Store
	// Relay carries hints between nodes; nil: there is no other node (or polling is enough).
	Relay relay.Relay
	// Node is this node's name, unique among the nodes that share a store; it begins the names of its sessions, and so is a part of
	// every cursor told: 1 to 4 of [a-z0-9], as long as the others' names and, with a Relay, not that of a node that has just ended. "" is "n".
	Node string
	// Verify says whose token it is (in-band renewal, W16) who is on a board. An error closes the connection with token_expired.
	Verify func(ctx context.Context, id board.ID, token string) (Identity, error)
	// Stands says whether an Identity's Key still counts; it is asked every second for each connection that has one, waits for nothing, and a no closes the
	// connection with token_expired. nil: all count.
	Stands func(key string) bool
	// Now is the wall clock: times of changes and tokens. Timers are not of it. nil: time.Now.
	Now func() time.Time
	// Writers is how many appends may be under way at once, for different boards: 1 for SQLite, about 8 for Postgres. 0: 1.
	Writers int
	Limits  Limits
	Log     *slog.Logger
	// KindSince says with which version of the wire a kind of element came; a page of an older one does not write on a board that holds it (W47).
	// nil: the dictionary says it.
	KindSince func(kind string) int
	// SnapshotURL names a snapshot's resource (path, same origin). nil: SnapshotPath.
	SnapshotURL func(id board.ID, seq board.Seq, hash board.Hash) string
}

// Limits bounds what a connection, a room or the registry may cost. Zero values take the default, given beside each.
type Limits struct {
	HelloFrame    int           // bytes of a frame before the first hello: 8 KiB (W3)
	Frame         int           // bytes of a frame: 512 KiB (W3)
	ChangeOps     int           // ops a change, told in the welcome: 1,000 (W12)
	ChangeBytes   int           // bytes a change, canonical, told in the welcome: 256 KiB (W12)
	Elements      int           // elements a board: 100,000
	Members       int           // members a room: 1,000
	OutboxBytes   int           // bytes waiting for a connection before it is asked to resync: 1 MiB
	PresenceBytes int           // bytes waiting beyond which presence is left out: 64 KiB
	RingBytes     int           // encoded changes a room keeps for those who come back: 1 MiB
	TailChanges   int           // changes told as a tail instead of a snapshot: 5,000
	TailBytes     int           // bytes told as a tail instead of a snapshot: 4 MiB
	QueuedBytes   int           // bytes of changes of one connection waiting for the journal before it is read no further: 1 MiB
	BatchItems    int           // changes of one board in one append: 256
	BatchBytes    int           // bytes of them: 1 MiB
	ChangeRate    float64       // changes a second and connection, sustained: 60
	ChangeBurst   int           // and at once: 120
	ReplayBurst   int           // and once after joining, for work done offline: 5,000
	PresenceRate  float64       // presence messages a second and connection: 60; more are left out
	HelloWait     time.Duration // until the first hello: 10 s
	ResyncWait    time.Duration // from resync to hello: 10 s (W28)
	WriteWait     time.Duration // for one write, for each 64 KiB of it: 10 s
	Beat          time.Duration // of quiet, in either direction, before a beat: 7 s (W31)
	Silence       time.Duration // before a connection is given up: 13 s, looked at once a second, so that it is gone after 15 s (W31)
	Flood         time.Duration // of being over the rate without a pause: 10 s
	RenewAhead    time.Duration // before the token's end: 60 s (W29)
	Leeway        time.Duration // after the token's end: 30 s
	Idle          time.Duration // without members before a room closes: 30 s
	Poll          time.Duration // between two looks at the heads: 1 s
	SnapshotEvery int           // changes between two saved snapshots: 500
	SnapshotBytes int           // compressed snapshots kept ready, over all rooms: 64 MiB
	KeyframeEvery int           // changes between two keyframes of a board that is young: 512
	PastBytes     int           // compressed states of the past kept ready, over all boards: 32 MiB
}

func (l Limits) withDefaults() Limits {
	ints := []struct {
		at *int
		to int
	}{
		{&l.HelloFrame, 8 << 10}, {&l.Frame, 512 << 10}, {&l.ChangeOps, 1000}, {&l.ChangeBytes, 256 << 10},
		{&l.Elements, 100_000}, {&l.Members, 1000}, {&l.OutboxBytes, 1 << 20}, {&l.PresenceBytes, 64 << 10},
		{&l.RingBytes, 1 << 20}, {&l.TailChanges, 5000}, {&l.TailBytes, 4 << 20}, {&l.QueuedBytes, 1 << 20},
		{&l.BatchItems, 256}, {&l.BatchBytes, 1 << 20}, {&l.ChangeBurst, 120}, {&l.ReplayBurst, 5000},
		{&l.SnapshotEvery, 500}, {&l.SnapshotBytes, 64 << 20}, {&l.KeyframeEvery, 512}, {&l.PastBytes, 32 << 20},
	}
	for _, d := range ints {
		if *d.at == 0 {
			*d.at = d.to
		}
	}
	for _, d := range []struct{ at *float64 }{{&l.ChangeRate}, {&l.PresenceRate}} {
		if *d.at == 0 {
			*d.at = 60
		}
	}
	waits := []struct {
		at *time.Duration
		to time.Duration
	}{
		{&l.HelloWait, 10 * time.Second}, {&l.ResyncWait, 10 * time.Second}, {&l.WriteWait, 10 * time.Second},
		{&l.Beat, 7 * time.Second}, {&l.Silence, 13 * time.Second}, {&l.Flood, 10 * time.Second},
		{&l.RenewAhead, 60 * time.Second}, {&l.Leeway, 30 * time.Second}, {&l.Idle, 30 * time.Second}, {&l.Poll, time.Second},
	}
	for _, d := range waits {
		if *d.at == 0 {
			*d.at = d.to
		}
	}
	return l
}
