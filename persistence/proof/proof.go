// Package proof checks what a store or a backup holds against itself: it takes the rows in the order of persistence.Dump, plays every
// board from its first change, and compares the chain of hashes, heads, counts, snapshots and pictures. It holds one board in memory.
//
// The chain shows every row that is not what was written, and every one that is missing, but for the newest: a log that was cut at its end,
// with the board's head set back to fit, is whole in itself. Clients that have seen more notice.
//
// A row that was struck out says nothing any more. It is told from a damaged one by two things: what is kept of it gives its hash in the chain, and a
// later row of the chain, the mark, names it. Who empties rows past the program would have to write a mark as well, which everyone sees in the
// board's history, with an author and a time; and whoever saw the head before finds it where it was.
//
// The same holds for rows that were folded: their chain is proved by what is kept of them, and a later row of the chain, the mark, says up to where, and the
// hash of the state that they came to: the board's base, from which the rest is played. A base that is damaged, or of another state than the mark says,
// is a finding; so is one that nothing marks.
package proof

import (
	"fmt"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// Finding is something that does not fit.
type Finding struct {
	Board board.ID
	Row   board.Seq // of the log, or of the snapshot; 0: it is not about one
	What  string
}

func (f Finding) String() string {
	if f.Row > 0 {
		return fmt.Sprintf("%s, row %d: %s", f.Board, f.Row, f.What)
	}
	return fmt.Sprintf("%s: %s", f.Board, f.What)
}

// Count is how much was checked.
type Count struct {
	Boards, Changes, Snapshots, Assets int64
	AssetBytes                         int64
	Struck                             int64 // changes that were struck out, of Changes
	Folded                             int64 // changes that were folded into the bases of their boards, of Changes
	Damaged                            int64 // boards with findings
}

// Check is a check under way. Take every row, then End.
type Check struct {
	Count Count
	// Quarantined are the boards that are out of use.
	Quarantined []board.ID
	// Found hears of each finding; of one board at most mostFindings.
	Found func(Finding)
	// Whole hears of each board in which nothing was found, Broken of the others, when all of their rows have been taken. They may be nil.
	Whole  func(Folded) error
	Broken func(num int64, id board.ID) error

	now *history // of the board whose rows come
}

// Folded is a board that was played from its first change to its last.
type Folded struct {
	Num   int64
	ID    board.ID
	At    board.Position
	Board *board.Board
}

// mostFindings bounds what is told of one board: a log that is garbage is said to be so, and not row by row.
const mostFindings = 5

// Take takes the next row. Its error is of Whole or Broken; what is wrong with the row is a finding.
func (c *Check) Take(r persistence.Row) error {
	if r.Table.Name == "boards" {
		if err := c.finish(); err != nil {
			return err
		}
		c.now = c.begin(r)
		return nil
	}
	if take := ofBoard[r.Table.Name]; take != nil && c.now != nil {
		c.now.take(take, r)
	}
	return nil
}

// End ends the check. Nothing is taken after it.
func (c *Check) End() error { return c.finish() }

// ofBoard is what a row of each table of a board is checked by.
var ofBoard = map[string]func(*history, persistence.Row){
	"authors":     (*history).author,
	"clients":     (*history).client,
	"assets":      (*history).asset,
	"asset_parts": (*history).assetPart,
	"snapshots":   (*history).snapshot,
	"strikes":     (*history).strike,
	"folds":       (*history).foldsRow,
	"bases":       (*history).basePart,
	"seals":       (*history).seals,
	"changes":     (*history).change,
}

func (c *Check) begin(r persistence.Row) *history {
	h := newHistory(r)
	h.found = func(f Finding) {
		if h.wrong++; h.wrong <= mostFindings && c.Found != nil {
			c.Found(f)
		}
	}
	if r.Number("quarantined") != 0 {
		c.Quarantined = append(c.Quarantined, h.id)
	}
	return h
}

// finish ends the board whose rows came last.
func (c *Check) finish() error {
	h := c.now
	if h == nil {
		return nil
	}
	c.now = nil
	h.end()
	c.Count.Boards++
	c.Count.Changes += h.changes
	c.Count.Snapshots += h.proved
	c.Count.Struck += int64(len(h.gone))
	c.Count.Folded += int64(h.fold.seq)
	c.Count.Assets += h.pictures
	c.Count.AssetBytes += h.pictureBytes
	switch {
	case h.wrong > 0:
		c.Count.Damaged++
		if c.Broken != nil {
			return c.Broken(h.num, h.id)
		}
	case c.Whole != nil:
		return c.Whole(Folded{Num: h.num, ID: h.id, At: h.at, Board: h.board})
	}
	return nil
}
