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

	"github.com/go-chi/chi/v5"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// jsonText writes a string as the core does.
func jsonText(s string) string { return string(strict.AppendString(nil, s)) }

// getSnapshot serves a snapshot's body. No cache keeps it: the page does that itself, and forgets with it what was struck out later.
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
	h.Set("Cache-Control", "private, no-store")
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
