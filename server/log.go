package server

import (
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"net/http"
	"time"

	"drawingroom/rooms/board"
)

// logPage is how many rows of the log are read at once.
const logPage = 1000

// getLog streams the log, a row a line, between two moments, both included: numbers (from, to) or times (since, until). What is left out is the
// beginning of the board, or of what of it is not folded, and where its log ends now. What was struck out has its row, and null as its change.
func (s *Server) getLog(w http.ResponseWriter, r *http.Request, m member) error {
	from, to, err := s.stretch(r, m.board)
	if err != nil {
		return err
	}
	rows, err := s.rowsOf(r, m.board, from-1, to)
	if err != nil {
		return s.folded(r, m.board, err)
	}
	h := w.Header()
	h.Set("Content-Type", "application/jsonl; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Encoding")
	var out io.WriteCloser = plain{w}
	if accepts(r, "gzip") {
		h.Set("Content-Encoding", "gzip")
		out, _ = gzip.NewWriterLevel(w, gzip.BestSpeed) // only a wrong level fails
	}
	for len(rows) > 0 {
		var text []byte
		for _, row := range rows {
			text = AppendRow(text, row)
		}
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime)) // recorders in tests have no deadline
		if _, err := out.Write(text); err != nil {
			return nil // the reader has gone
		}
		if rows, err = s.rowsOf(r, m.board, rows[len(rows)-1].Seq, to); err != nil {
			// The answer has begun, so its breaking off is the only honest word left: the reader must not take this for the end.
			s.log.ErrorContext(r.Context(), "log broken off", "id", requestID(r.Context()), "error", err)
			panic(http.ErrAbortHandler)
		}
	}
	_ = out.Close() // the reader may have gone
	return nil
}

// plain is what is sent as it is.
type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// rowsOf reads the next rows after a seq, up to another.
func (s *Server) rowsOf(r *http.Request, id board.ID, after, to board.Seq) ([]board.Record, error) {
	most := min(logPage, to-after)
	if most <= 0 {
		return nil, nil
	}
	return s.rooms.Log(r.Context(), id, after, int(most))
}

// stretch reads which part of the log is asked for: the first and the last seq. A first beyond the last there is gives none, and no error: who follows
// a board asks so.
func (s *Server) stretch(r *http.Request, id board.ID) (from, to board.Seq, err error) {
	asked, err := moments(r, "from", "to", "since", "until")
	if err != nil {
		return 0, 0, err
	}
	numbered, timed := asked["from"] != nil || asked["to"] != nil, asked["since"] != nil || asked["until"] != nil
	if numbered && timed || after(asked["from"], asked["to"]) || after(asked["since"], asked["until"]) {
		return 0, 0, errStretch
	}
	folded := board.Seq(0)
	to = math.MaxInt64
	if n := asked["from"]; n != nil {
		from = board.Seq(*n)
	}
	if from == 0 { // not given, or 0, which has always meant all of it: all that is left
		begins, err := s.rooms.Beginning(r.Context(), id)
		if err != nil {
			return 0, 0, err
		}
		from, folded = begins.At.Seq+1, begins.At.Seq
	}
	if n := asked["to"]; n != nil {
		to = board.Seq(*n)
	}
	if t := asked["since"]; t != nil {
		before, err := s.rooms.Come(r.Context(), id, *t-1)
		if err != nil {
			return 0, 0, err
		}
		from = before + 1
	}
	if t := asked["until"]; t != nil {
		if to, err = s.rooms.Come(r.Context(), id, *t); err != nil {
			return 0, 0, err
		}
	}
	if folded > 0 && to <= folded && asked["since"] == nil {
		return 0, 0, s.folded(r, id, board.ErrFolded)
	}
	return from, to, nil
}

func after(a, b *int64) bool { return a != nil && b != nil && *a > *b }

// AppendRow appends a row of the log as one line of JSON. The payload stands as it was stored: it is our own canonical encoding. One that was struck out has
// sealed in the stead of a salt, SHA-256(salt ‖ payload), so that the chain can still be proved; the one that says so stands as mark.
func AppendRow(dst []byte, row board.Record) []byte {
	dst = fmt.Appendf(dst, `{"seq":%d,"author":%d,"client":%d,"n":%d,"time":%d,"version":%d,`, row.Seq, row.Author, row.Client, row.N, row.Time, row.Version)
	if row.Struck() {
		return fmt.Appendf(dst, `"sealed":"%x","hash":"%x","change":null}`+"\n", row.Sealed[:], row.Hash[:])
	}
	dst = fmt.Appendf(dst, `"salt":"%x","hash":"%x","change":`, row.Salt[:], row.Hash[:])
	if row.Silent() {
		dst = append(dst, `null,"mark":`...)
	}
	dst = append(dst, row.Payload...)
	return append(dst, "}\n"...)
}
