package server

import (
	"fmt"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// What people do with boards in their lists, without opening them: marking, leaving and renaming.

// putStar marks a board for who asks, and for nobody else.
func (s *Server) putStar(w http.ResponseWriter, r *http.Request, m member) error {
	return s.star(w, r, m, true)
}

// deleteStar takes the mark away.
func (s *Server) deleteStar(w http.ResponseWriter, r *http.Request, m member) error {
	return s.star(w, r, m, false)
}

func (s *Server) star(w http.ResponseWriter, r *http.Request, m member, starred bool) error {
	if err := s.boards.Star(r.Context(), m.board, m.user, starred); err != nil {
		return fmt.Errorf("marking a board: %w", err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// postLeave takes the asker's own right away; the owner has no way out but the trash. Pages of theirs that are open are shown out.
func (s *Server) postLeave(w http.ResponseWriter, r *http.Request, m member) error {
	if err := s.boards.Leave(r.Context(), m.board, m.user); err != nil {
		return err
	}
	s.rooms.RightsChanged(m.board)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// putTitle gives the board another title, as a change of who asks: it is in the log like any other, and open pages see it.
func (s *Server) putTitle(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "title")
	if err != nil {
		return err
	}
	if !auth.May(m.role, auth.Draw) {
		return errForbidden
	}
	text, given := body["title"]
	if !given {
		return errForm
	}
	title, err := auth.Title(text)
	if err != nil {
		return errTitle
	}
	change := board.Change{Ops: []board.Op{board.Set{ID: board.Settings, Props: board.Props{{Path: "title", Value: board.Value(jsonText(title))}}}}}
	if board.Judge(change) != nil {
		return errTitle
	}
	if err := s.rooms.Write(r.Context(), m.board, m.user, change, &title); err != nil {
		return err
	}
	return s.getBoard(w, r, m)
}
