package rooms

import "drawingroom/rooms/board"

// ring keeps the newest changes of a board, encoded, for those who come back. Slices that after returns stay valid: rows are never written over.
type ring struct {
	rows  []row
	bytes int
	limit int
	base  board.Hash // chain hash before the first row
	first board.Seq  // the seq before the first row
}

func (g *ring) push(r row) {
	g.rows = append(g.rows, r)
	g.bytes += len(r.item)
	for g.bytes > g.limit && len(g.rows) > 1 {
		g.bytes -= len(g.rows[0].item)
		g.base, g.first = g.rows[0].hash, g.rows[0].seq
		g.rows = g.rows[1:]
	}
}

// forget lets the rows up to a seq go: they were folded.
func (g *ring) forget(upTo board.Seq) {
	for len(g.rows) > 0 && g.rows[0].seq <= upTo {
		g.bytes -= len(g.rows[0].item)
		g.base, g.first = g.rows[0].hash, g.rows[0].seq
		g.rows = g.rows[1:]
	}
}

// hashAt returns the chain hash at a seq; false: the ring does not reach back so far, or not so far ahead.
func (g *ring) hashAt(seq board.Seq) (board.Hash, bool) {
	switch i := int(seq - g.first); {
	case i == 0:
		return g.base, true
	case i > 0 && i <= len(g.rows):
		return g.rows[i-1].hash, true
	}
	return board.Hash{}, false
}

// after returns the rows after a seq; false: the ring does not reach back so far.
func (g *ring) after(seq board.Seq) ([]row, bool) {
	i := int(seq - g.first)
	if i < 0 || i > len(g.rows) {
		return nil, false
	}
	return g.rows[i:len(g.rows):len(g.rows)], true
}

func size(rows []row) (bytes int) {
	for i := range rows {
		bytes += len(rows[i].item)
	}
	return bytes
}
