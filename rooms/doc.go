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
package rooms
