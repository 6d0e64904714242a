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
}

// scan reads the columns of the current row.
type scan func(into ...any) error
