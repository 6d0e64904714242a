package persistence

import (
	"context"

	"drawingroom/rooms/board"
)

// engine is one of the two databases. SQL is written once, with $1, $2, …, in what both understand.
type engine interface {
	// view runs do, which only reads. Each of its statements sees what was committed when it began.
	view(ctx context.Context, do func(view) error) error
	// update runs do in a transaction, and commits it unless do fails.
	update(ctx context.Context, do func(tx) error) error
	// frozen runs do, which only reads: all its statements see what was committed when the first began, however long it takes.
	frozen(ctx context.Context, do func(view) error) error
	// fill runs do in a transaction that may take long, and commits it unless do fails.
	fill(ctx context.Context, do func(loading) error) error
	// damage is what the database itself finds wrong with its files, a line each.
	damage(ctx context.Context) ([]string, error)
	// sweep rewrites what strikes have emptied, so that nothing of it is left in the database's files; pictures: also what kept pictures. clean is
	// false where it must be tried again, because somebody still reads what was before.
	sweep(ctx context.Context, pictures bool) (clean bool, err error)
	// shrink gives back what room emptied rows have left.
	shrink(ctx context.Context) error
	// append is Store.Append.
	append(ctx context.Context, batches []board.Batch) []board.Outcome
	// among returns the condition "is one of", with its one argument at $1.
	among(values []string) (condition string, argument any)
	close() error
}

// view reads. It is used by one goroutine.
type view interface {
	// query runs each for every row, until there are no more or each returns false.
	query(sql string, args []any, each func(scan scan) (more bool, err error)) error
	// one reads the only row of a result; found says whether there is one.
	one(sql string, args []any, into ...any) (found bool, err error)
}

// tx is a transaction.
type tx interface {
	view
	// exec runs a statement and returns how many rows it touched.
	exec(sql string, args ...any) (int64, error)
	// lockBoard makes the transaction the only one that may write about a board, as a statement of its own: those
	// after it see what the holders before have committed. num is 0 if there is no such board.
	lockBoard(id board.ID) (num int64, err error)
	// holds is the condition that the bytes of a column hold others, those of an argument.
	holds(column, argument string) string
}

// scan reads the columns of the current row.
type scan func(into ...any) error
