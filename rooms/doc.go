// Package rooms is the live part: boards that are being used, and the people in them.
//
// # Promises
//
// A test is named after each (promises_test.go).
//
//   - P1 One order. All members, on every node, now and in replay, see the same changes in the same order.
//   - P2 Nothing shown can be lost. A change is durable before anyone but its author sees it and before it is acknowledged.
//   - P3 Exactly once. However often a change is sent again, to whichever node, after however long.
//   - P4 Continuity. A client that comes back goes on from where it was, and is told which of tail or snapshot it got.
//   - P5 Nobody waits for the slow. A member that does not read costs a bounded number of bytes: it loses presence first, then
//     its queued changes are replaced by one resync; if that is not answered in 10 s it is closed (4008). Changes are never skipped silently.
//   - P6 Every refusal is an answer. A refused change gets a code and a sentence, its number is used up, and the rest goes on.
//   - P7 Presence is volatile: it may be dropped and merged, and it never carries a position in the order.
//   - P8 The room is only entered with a key. The right to the board is asked at the join, for every change, and once more
//     inside the append transaction; losing a right takes effect on open connections within seconds.
//
// # Goroutines
//
//   - one a room: it owns everything of the room (board, members, presence, ring). Nobody else touches it, nothing of it is locked;
//   - one a connection, the caller of Serve: reads, decodes, asks the store (Enter), posts events to the room. It waits when its
//     own changes pile up, which is how a flood is slowed down;
//   - one a connection while its outbox holds something: writes. It ends when the outbox is empty, so an idle connection has none;
//   - one for each append that is under way (Config.Writers at most): the journal;
//   - one a registry: asks the heads of the open boards;
//   - short ones for what a room needs of the store or of the compressor (log, roles, snapshots); each posts one event and ends.
//
// A room never waits for any of these: it hands over, and hears of the result as an event.
//
// # Decisions
//
// 2026-11-22: who sends faster than the rate is read more slowly, and closed with flood only after ten seconds of it, instead of being refused
// (too_fast): a refusal would lose a person's work, while a full socket makes the sender wait. A join brings a credit of Limits.ReplayBurst for
// work done offline.
//
// 2026-11-22: a room rests 160 µs for each write of its last fan-out, 16 ms at most, instead of a measured time: what a write costs is known
// (about 7 µs of CPU), while measuring it from the room would count the scheduler's moods. Ten members are told after 1.6 ms at most, fifty after 8 ms.
//
// 2026-11-22: a resent change is answered by accepted only if its seq is not beyond the position its connection was let in with, instead of
// always: a later one reaches its author as an item of the stream, and one change has one answer (W40).
//
// 2026-11-22: the rights of everyone on the board are read when a room opens and kept beside their version, instead of trusting the role that the
// entry brought: the version a batch is appended with then always belongs to the rights it was judged by.
//
// 2026-11-29: a backlog goes out in frames of 64 KiB, each with 10 s of its own, instead of 256 KiB: a frame counts for nothing before all of it is there, and
// whoever needs minutes to read what they missed was closed as slow, came back to the same, and was closed again. Bytes that come, and writes that were held up
// and came through, are signs of life beside messages.
//
// 2026-11-29: a later version of a row (board.Version) is written only by a release whose predecessor can read it, instead of when all nodes have said that they can: a
// node that meets a row it cannot read stops serving the board, so nothing is left out either way, and no node has to be asked what it is. Kinds need no such
// step: a row that holds one is read by every node, and kept whole (B15).
//
// 2026-11-29: who may not see a board's past is given a snapshot of at most two seconds ago when they come with nothing, or with seq 0, instead of the board's first changes or the
// newest snapshot and what came after it: both show what was taken away again. Two seconds, not none, so that many who come at once share one. A position that is proved by
// its chain hash still gets its tail: who knows it was there.
//
// 2026-11-29: keyframes are made of the log alone, in a pass of their own, instead of being the room's snapshots that happen to lie well: they stay for years, and are there also for a
// board that came from a backup, or whose newest snapshots were struck. It costs playing each stretch of the log once more, at half of a core.
//
// 2026-11-29: something struck out is marked by a row of the log, instead of by a count beside it: the mark has a place in the one order, so a node finds it by the head that has moved,
// and a position says by itself whether it lies before. A room that meets one reads its board again and asks everybody where they stand (strike.go, W46).
//
// 2026-11-30: a fold is marked by a change like any other that has no effect, instead of by a row of a kind of its own that is told by a resync as a strike is: nothing of what anybody sees has changed, so
// those who draw are not disturbed, and pages of before need not learn it. Its base is made of the base of before and the log, never of a snapshot or what a room holds: it is the truth from then on
// (folding.go, W57).
//
// 2026-12-01: a board is read when somebody asks for the token they will come with (Expect), instead of when they have said hello: the page takes as long to begin as a
// board of 10,000 elements takes to be read. No more than 32 boards are read for people who have not come, and only for those who may look at them.
//
// # Reading order
//
// session.go (the reader), session_write.go and outbox.go (the writer); registry.go, room.go and event_*.go (what happens to a room); flight.go, journal.go
// and settle.go (the way of a change into the log and out to everyone); welcome.go, ring.go and snapshot.go (joining); past.go, pasts.go and keyframes.go (what was); strike.go and folding.go (what is no more); tell.go, hands.go and gesture.go
// (fan-out and presence); tick.go, heads.go and others.go (time, the store and the other nodes); load.go and drain.go (beginning and end).
package rooms
