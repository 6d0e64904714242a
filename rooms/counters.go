package rooms

import "sync/atomic"

// counters are what Stats tells. Anyone may add.
type counters struct {
	rooms, members, appended, refused, duplicates, appends, retries, frames, bytes,
	resyncs, slow, floods, gapFills, snapshots, saved, tails atomic.Int64
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
	Tails      int64 `json:"tails"`     // joins by tail
}

// Stats returns what was counted so far.
func (r *Registry) Stats() Stats {
	c := &r.count
	return Stats{
		Rooms: c.rooms.Load(), Members: c.members.Load(), Appended: c.appended.Load(), Refused: c.refused.Load(),
		Duplicates: c.duplicates.Load(), Appends: c.appends.Load(), Retries: c.retries.Load(), Frames: c.frames.Load(),
		Bytes: c.bytes.Load(), Resyncs: c.resyncs.Load(), SlowCloses: c.slow.Load(), Floods: c.floods.Load(),
		GapFills: c.gapFills.Load(), Snapshots: c.snapshots.Load(), Saved: c.saved.Load(), Tails: c.tails.Load(),
	}
}
