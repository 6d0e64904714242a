package rooms

import "sync/atomic"

// counters are what Stats tells. Anyone may add.
type counters struct {
	rooms, members, appended, refused, queued, duplicates, appends, retries, frames, bytes,
	resyncs, slow, floods, gapFills, snapshots, saved, proved, disproved, keyframes, folded, tails, loads atomic.Int64
	refusals, closes tallies // by code, by name
	appendTimes      durations
}

// refuse counts a refused change.
func (c *counters) refuse(code string) {
	c.refused.Add(1)
	c.refusals.add(code)
}

// Stats is what the registry counts, since it began unless said otherwise.
type Stats struct {
	Rooms      int64 `json:"rooms"`   // open now
	Members    int64 `json:"members"` // in them now
	Appended   int64 `json:"appended"`
	Refused    int64 `json:"refused"`
	Duplicates int64 `json:"duplicates"`
	Appends    int64 `json:"appends"` // calls of Store.Append
	Retries    int64 `json:"retries"` // batches tried again because the store was busy, the outcome unknown or the rights had changed
	Frames     int64 `json:"frames"`  // written
	Bytes      int64 `json:"bytes"`   // written
	Resyncs    int64 `json:"resyncs"`
	SlowCloses int64 `json:"slow_closes"`
	Floods     int64 `json:"floods"`
	GapFills   int64 `json:"gap_fills"` // reads of the log because another node had appended
	Snapshots  int64 `json:"snapshots"` // made for joiners
	Saved      int64 `json:"saved"`     // snapshots saved
	Proved     int64 `json:"proved"`    // of them that the log was found to come to
	Disproved  int64 `json:"disproved"` // and that were dropped, because it comes to something else
	Keyframes  int64 `json:"keyframes"` // made
	Folded     int64 `json:"folded"`    // boards of which a part of the past was folded
	Tails      int64 `json:"tails"`     // joins by tail
	Loads      int64 `json:"loads"`     // boards read from the store
	Queued     int64 `json:"queued"`    // bytes that wait now for connections that are slower than what is sent

	RefusedBy map[string]int64 `json:"refused_by"` // changes, by code
	ClosedBy  map[string]int64 `json:"closed_by"`  // connections that the server closed, by the name of the reason
	// AppendTimes are how long each call of Store.Append took: what people wait for until what they drew is durable.
	AppendTimes Durations `json:"append_times"`
}

// Stats returns what was counted so far.
func (r *Registry) Stats() Stats {
	c := &r.count
	return Stats{
		Rooms: c.rooms.Load(), Members: c.members.Load(), Appended: c.appended.Load(), Refused: c.refused.Load(),
		Duplicates: c.duplicates.Load(), Appends: c.appends.Load(), Retries: c.retries.Load(), Frames: c.frames.Load(),
		Bytes: c.bytes.Load(), Resyncs: c.resyncs.Load(), SlowCloses: c.slow.Load(), Floods: c.floods.Load(),
		GapFills: c.gapFills.Load(), Snapshots: c.snapshots.Load(), Saved: c.saved.Load(), Proved: c.proved.Load(), Disproved: c.disproved.Load(), Keyframes: c.keyframes.Load(), Folded: c.folded.Load(), Tails: c.tails.Load(), Loads: c.loads.Load(),
		Queued: c.queued.Load(), RefusedBy: c.refusals.read(), ClosedBy: c.closes.read(), AppendTimes: c.appendTimes.read(),
	}
}
