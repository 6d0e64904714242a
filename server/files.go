package server

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// jsonText writes a string as the core does.
func jsonText(s string) string { return string(strict.AppendString(nil, s)) }

// getSnapshot serves a snapshot's body. It is named by seq and hash and never changes, so a browser may keep it for ever; but only that
// browser, since the right to it was asked.
func (s *Server) getSnapshot(w http.ResponseWriter, r *http.Request, m member) error {
	seq, hash, ok := snapshotName(chi.URLParam(r, "snapshot"))
	if !ok {
		return errNotFound
	}
	packed, err := s.rooms.Snapshot(r.Context(), m.board, seq, hash)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	if accepts(r, "zstd") {
		if body := packed.Zstd(); body != nil {
			sendPacked(w, "zstd", body)
			return nil
		}
	}
	if accepts(r, "gzip") {
		sendPacked(w, "gzip", packed.Gzip())
		return nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(packed.Gzip()))
	if err != nil {
		return fmt.Errorf("reading a snapshot: %w", err)
	}
	_, _ = io.Copy(w, plain) //nolint:gosec // we compressed it
	return nil
}

func sendPacked(w http.ResponseWriter, coding string, body []byte) {
	w.Header().Set("Content-Encoding", coding)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader may have gone
}

// snapshotName reads "{seq}-{hash in hex}", in the one spelling.
func snapshotName(name string) (board.Seq, board.Hash, bool) {
	var hash board.Hash
	digits, hexed, ok := strings.Cut(name, "-")
	seq, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil || seq < 1 || strconv.FormatInt(seq, 10) != digits || len(hexed) != hex.EncodedLen(len(hash)) || strings.ToLower(hexed) != hexed {
		return 0, hash, false
	}
	_, err = hex.Decode(hash[:], []byte(hexed))
	return board.Seq(seq), hash, err == nil
}

// getExport sends the board as data: where it stands, its canonical form and that form's hash, and who the author numbers are.
// The state is the SHA-256 of the bytes of "board" as they stand here.
func (s *Server) getExport(w http.ResponseWriter, r *http.Request, m member) error {
	export, err := s.rooms.Export(r.Context(), m.board)
	if err != nil {
		return err
	}
	named, err := s.authors(r, m.board)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", string(m.board)+".json"))
	fmt.Fprintf(w, `{"id":%s,"epoch":%s,"seq":%d,"hash":"%x","state":"%x","authors":%s,"board":`,
		jsonText(string(m.board)), jsonText(export.At.Epoch), export.At.Seq, export.At.Hash[:], export.State[:], named)
	_, _ = w.Write(export.Form)
	_, _ = io.WriteString(w, "}\n")
	return nil
}

// getAuthors sends who the author numbers of the board are, whether they are here or not: names and colours as they last came in.
func (s *Server) getAuthors(w http.ResponseWriter, r *http.Request, m member) error {
	named, err := s.authors(r, m.board)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprintf(w, "{\"authors\":%s}\n", named)
	return nil
}

// authors writes who has entered the board, by their author numbers.
func (s *Server) authors(r *http.Request, id board.ID) ([]byte, error) {
	people, err := s.boards.Authors(r.Context(), id)
	if err != nil {
		return nil, err
	}
	type person struct {
		Name   string `json:"name"`
		Colour string `json:"colour"`
	}
	authors := make(map[board.Author]person, len(people))
	for number, u := range people {
		authors[number] = person{u.Name, u.Colour}
	}
	named, err := json.Marshal(authors)
	if err != nil {
		return nil, fmt.Errorf("writing the authors: %w", err)
	}
	return named, nil
}

// logPage is how many rows of the log are read at once.
const logPage = 1000

// getLog streams the log from the seq given as from (1, the default, is all of it), a row a line, up to where it ends now.
func (s *Server) getLog(w http.ResponseWriter, r *http.Request, m member) error {
	from, ok := logFrom(r)
	if !ok {
		return errForm
	}
	rows, err := s.rooms.Log(r.Context(), m.board, max(from-1, 0), logPage)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	for len(rows) > 0 {
		var lines []byte
		for _, row := range rows {
			lines = appendRow(lines, row)
		}
		_ = out.SetWriteDeadline(time.Now().Add(answerTime)) // recorders in tests have no deadline
		if _, err := w.Write(lines); err != nil {
			return nil // the reader has gone
		}
		if rows, err = s.rooms.Log(r.Context(), m.board, rows[len(rows)-1].Seq, logPage); err != nil {
			// The answer has begun, so its breaking off is the only honest word left: the reader must not take this for the end.
			s.log.ErrorContext(r.Context(), "log broken off", "id", requestID(r.Context()), "error", err)
			panic(http.ErrAbortHandler)
		}
	}
	return nil
}

func logFrom(r *http.Request) (board.Seq, bool) {
	text := r.URL.Query().Get("from")
	if text == "" {
		return 1, true
	}
	from, err := strconv.ParseInt(text, 10, 64)
	return board.Seq(from), err == nil && from >= 0
}

// appendRow writes a row as one line. The payload stands as it was stored: it is our own canonical encoding.
func appendRow(dst []byte, row board.Record) []byte {
	dst = fmt.Appendf(dst, `{"seq":%d,"author":%d,"client":%d,"n":%d,"time":%d,"version":%d,"salt":"%x","hash":"%x","change":`,
		row.Seq, row.Author, row.Client, row.N, row.Time, row.Version, row.Salt[:], row.Hash[:])
	if len(row.Payload) == 0 { // struck out
		dst = append(dst, "null"...)
	}
	dst = append(dst, row.Payload...)
	return append(dst, "}\n"...)
}
