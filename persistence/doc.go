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
// # Striking out
//
// Rows of the log stand, but an owner can have what one says taken away for good (Strike): salt, digest and payload are emptied, and the table strikes keeps SHA-256(salt,
// payload), by which the chain is proved. A row of the log, the mark, says who did it; it is written in the same transaction, so the place of a strike in the board's one order is that
// of its mark. Deleting leaves copies in free pages and dead rows: Sweep rewrites the files.
//
// 2026-11-29: the hash of salt and payload is kept in a table beside the log, instead of in the log's column of digests: the trigger that keeps rows as they were lets
// nothing but empty values in, and a row that was emptied past the program is then not taken for a struck one.
//
// # Folding
//
// Rows beyond what the owner has kept say nothing any more either (Fold): what they came to is the board's base, in parts of 256 KiB, with a checksum over all of it. One short transaction makes a base the
// board's, appends the row that marks it, with the base's hash, and so hides what lies before: from then on Log says ErrFolded of it. Emptying those rows follows, a few
// hundred in a transaction (Empty), with what their chain hashes are proved by in the table seals; a process that ends in between leaves a fold that is whole and a rest that the
// next one takes up. Their numbers, clients and times stay for ever, so what is sent again is known. The base is truth: it is in backups, verify compares it with
// the mark in the chain, and a board whose base is damaged is not opened, unless a whole snapshot of after it is there. It is kept whatever FoldVersion made it: another meaning of Apply
// begins with it, as it cannot be made again; another canonical form must read this one for ever.
//
// 2026-11-30: the fold's mark has the time of the row before it, and says itself when it was made, instead of having the time of then as every other row: nobody drew, so a board that nobody has
// used for a year does not come to the head of the list, and the mark is not something that is to be folded in its turn.
//
// 2026-11-30: pictures that only a folded past named stay, instead of going with it: somebody who was away can still bring back what holds one, and whether
// anybody will is not known here.
//
// # The trash, and deleting
//
// A board in the trash answers ErrTrashed by every way in, and is whole; its owner takes it back, or discards it. What is discarded, or has been there for 30 days, goes by
// Erase: rights and links in the first transaction, then the log, snapshots, pictures and people in parts, the board's own row last. Only while a board is so marked
// (trashed and erasing in its row) do the triggers let rows leave the log and the strikes: that is their one named way. A copy of a board is made the other way round: it is
// marked as one that is going until all of it is there, so that nobody sees half of one, no backup holds it, and it goes by itself if it broke off.
//
// SQLite writes over what it deletes (secure_delete); PostgreSQL frees the room of dead rows with its next vacuum. Backups made before hold the board still.
//
// # All at once
//
// Dump gives every row of one moment and Fill takes them into an empty store of either kind: backups (archive) and checks (proof) are built on these
// two and know no SQL. kept.go lists the tables and columns that are kept; a test compares it with the schema. Beside opens a store that a server
// is using.
//
// # Layout
//
// store.go (opening), engine.go (what differs between the two databases), sqlite*.go and postgres*.go (each engine and its way
// to append), *_whole.go (what they do with all of a store), sequence.go (which change gets which number: pure, shared by both), and one file a table, named after it.
package persistence
