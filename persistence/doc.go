// Package persistence keeps boards, their logs and their people in a database: SQLite in a data folder, or PostgreSQL.
// Both keep the same promises and pass the same suite, storetest. It fits rooms.Store, auth.Store and server.Boards, and
// knows none of those packages.
//
// # How a change is kept
//
// Append locks the board's row with a statement of its own, and only then reads what the clients have sent before and writes
// the rows. A single statement would read the clients with a view of the data from before its wait for the lock, and store a
// change twice that was sent to two nodes at once. UNIQUE (board, client, n) stands behind that, but is not what it rests on.
// Numbers come from the locked row, so they are committed in their order and a reader never sees a hole.
//
// What is answered is durable: SQLite commits with synchronous=FULL, PostgreSQL with synchronous_commit on. A failure is
// told apart: board.ErrBusy when nothing can have been stored, board.ErrUnknown when the commit was under way.
//
// # Assets
//
// The bytes of pictures lie in the same database, in parts of 256 KiB: one thing to back up, one promise of durability, and nodes that
// share the database share them. Each is kept once a board, by its SHA-256; it is written a part a transaction, so that no change waits
// for more than one part, and seen only when it is whole. An asset stays as long as its board: the log, which stands for ever, names it,
// and so does what people can still take back.
//
// # Layout
//
// store.go (opening), engine.go (what differs between the two databases), sqlite*.go and postgres*.go (each engine and its way
// to append), sequence.go (which change gets which number: pure, shared by both), and one file a table, named after it.
package persistence
