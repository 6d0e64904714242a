package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// asReplayer puts "may you see this board's past" before a route. Everything that shows it goes through here; what a socket may tell of it is
// bounded by the same rule (Role.MayReplay) where connections join.
func (s *Server) asReplayer(next memberRoute) http.HandlerFunc {
	return s.asMember(func(w http.ResponseWriter, r *http.Request, m member) error {
		info, err := s.boards.Info(r.Context(), m.board, m.user)
		if err != nil {
			return err
		}
		if !auth.MayReplay(info.Role, info.Replay) {
			return errNoReplay
		}
		return next(w, r, m)
	})
}

// getState sends a board as it was after the change of a number, or as it stood at a time: where that is, when it was, the canonical form and that
// form's hash, as the export does of now. No cache keeps it: what a number says may come to be another, by striking out or by a restored database, and
// so may who is let see it. A program that keeps it itself asks again with its tag.
func (s *Server) getState(w http.ResponseWriter, r *http.Request, m member) error {
	seq, err := s.seqAsked(r, m.board)
	if err != nil {
		return err
	}
	moment, err := s.rooms.Moment(r.Context(), m.board, seq)
	if errors.Is(err, rooms.ErrBeyond) {
		return errBeyond
	}
	if err != nil {
		return s.folded(r, m.board, err)
	}
	tag := `"` + moment.Tag() + `"`
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	packed, err := moment.State(r.Context())
	if err != nil {
		h.Del("ETag")
		return s.folded(r, m.board, err)
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	if accepts(r, "gzip") {
		sendPacked(w, "gzip", packed)
		return nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("reading a state: %w", err)
	}
	_, _ = io.Copy(w, plain) //nolint:gosec // we compressed it
	return nil
}

// folded says, of a moment that was folded, which is the first that can still be seen: its state, and the log from the next change on.
func (s *Server) folded(r *http.Request, id board.ID, err error) error {
	if !errors.Is(err, board.ErrFolded) {
		return err
	}
	begins, failed := s.rooms.Beginning(r.Context(), id)
	if failed != nil {
		return failed
	}
	return foldedBefore{begins.At.Seq}
}

// seqAsked reads the moment that a request names.
func (s *Server) seqAsked(r *http.Request, id board.ID) (board.Seq, error) {
	asked, err := moments(r, "seq", "time")
	if err != nil {
		return 0, err
	}
	seq, time := asked["seq"], asked["time"]
	switch {
	case (seq == nil) == (time == nil):
		return 0, errWhichMoment
	case seq != nil && *seq < 1:
		return 0, errMoment
	case seq != nil:
		return board.Seq(*seq), nil
	}
	come, err := s.rooms.Come(r.Context(), id, *time)
	if err == nil && come == 0 {
		err = errUnborn
	}
	return come, err
}

// mostMoment is the largest number that JSON carries whole everywhere.
const mostMoment = 1<<53 - 1

// moments reads the numbers that a request's query gives by these names; nil stands for one that is not given.
func moments(r *http.Request, names ...string) (map[string]*int64, error) {
	query, asked := r.URL.Query(), make(map[string]*int64, len(names))
	for _, name := range names {
		given := query[name]
		if len(given) > 1 {
			return nil, errWhichMoment
		}
		if len(given) == 0 || given[0] == "" {
			continue
		}
		n, err := strconv.ParseInt(given[0], 10, 64)
		if err != nil || n < 0 || n > mostMoment {
			return nil, errMoment
		}
		asked[name] = &n
	}
	return asked, nil
}
