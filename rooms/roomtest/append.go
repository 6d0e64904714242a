package roomtest

import (
	"context"
	"errors"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

var errCannot = errors.New("the store cannot take this row")

// Append is of rooms.Store.
func (s *Store) Append(ctx context.Context, batches []board.Batch) []board.Outcome {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls["Append"]++
	for gate := s.gate; gate != nil; gate = s.gate {
		s.mu.Unlock()
		select {
		case <-gate:
		case <-ctx.Done():
		}
		s.mu.Lock()
		if ctx.Err() != nil {
			return failed(batches, board.ErrUnknown)
		}
	}
	var fault *Fault
	if len(s.faults) > 0 {
		fault, s.faults = &s.faults[0], s.faults[1:]
	}
	if fault != nil && !fault.Stored {
		return failed(batches, fault.Err)
	}
	outcomes := make([]board.Outcome, len(batches))
	for i, b := range batches {
		outcomes[i] = s.append(b)
	}
	if fault != nil {
		return failed(batches, fault.Err)
	}
	return outcomes
}

func failed(batches []board.Batch, err error) []board.Outcome {
	outcomes := make([]board.Outcome, len(batches))
	for i := range outcomes {
		outcomes[i].Err = err
	}
	return outcomes
}

// append does one batch, whole or not at all.
func (s *Store) append(batch board.Batch) board.Outcome {
	b := s.boards[batch.Board]
	switch {
	case b == nil:
		return board.Outcome{Err: board.ErrNoBoard}
	case batch.ACL != b.head.ACL, batch.Until != 0 && time.Now().UnixMilli() >= batch.Until:
		return board.Outcome{Err: board.ErrRights}
	}
	for _, item := range batch.Items {
		if s.Cannot != nil && item.Payload != nil && s.Cannot(item) {
			return board.Outcome{Err: errCannot}
		}
	}
	out := board.Outcome{Items: make([]board.ItemOutcome, len(batch.Items))}
	for i, item := range batch.Items {
		out.Items[i] = b.item(batch, item)
	}
	if batch.Title != nil {
		b.title = *batch.Title
	}
	out.Head = b.head
	return out
}

// item does what the dedupe row of its client says.
func (b *kept) item(batch board.Batch, p board.Pending) board.ItemOutcome {
	c := b.numbers[p.Client]
	switch {
	case c == nil || c.user != p.User:
		return board.ItemOutcome{Stored: board.Conflict}
	case p.N > c.lastN+1:
		return board.ItemOutcome{Stored: board.Gap, Expected: c.lastN + 1}
	case p.N <= c.lastN:
		return b.again(p)
	}
	c.lastN, c.seq, c.digest = p.N, 0, p.Digest
	if p.Payload == nil {
		return board.ItemOutcome{Stored: board.Appended}
	}
	r := b.add(batch.Board, board.Record{Author: p.Author, Client: p.Client, N: p.N, Time: batch.Now, Payload: p.Payload})
	c.seq = r.Seq
	return board.ItemOutcome{Stored: board.Appended, Record: r}
}

// again answers a number that has been used up.
func (b *kept) again(p board.Pending) board.ItemOutcome {
	for _, r := range b.rows {
		if r.Client != p.Client || r.N != p.N {
			continue
		}
		if board.Digest(r.Payload) != p.Digest && !r.Struck() {
			return board.ItemOutcome{Stored: board.Conflict}
		}
		return board.ItemOutcome{Stored: board.Duplicate, Record: r}
	}
	return board.ItemOutcome{Stored: board.Used}
}

func appendText(dst []byte, s string) []byte { return strict.AppendString(dst, s) }
