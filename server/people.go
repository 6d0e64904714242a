package server

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

const (
	// maxPeople is how many people of a board are listed at once; a board with an open link may have had any number.
	maxPeople = 1000
	// mostSkipped is how many may be left out before them.
	mostSkipped = 1_000_000
)

// personBody is somebody on a board. All but name, colour, role and you is for the owner only.
type personBody struct {
	User    board.UserID `json:"user,omitempty"`
	Name    string       `json:"name"`
	Colour  string       `json:"colour"`
	Role    board.Role   `json:"role"` // "": removed
	You     bool         `json:"you,omitempty"`
	Link    board.LinkID `json:"link,omitempty"`
	Since   int64        `json:"since,omitempty"`
	Changed bool         `json:"changed,omitempty"` // by the owner's word
}

// getMembers lists who is on the board, after ?skip= of them; to its owner, also whom they have removed.
func (s *Server) getMembers(w http.ResponseWriter, r *http.Request, m member) error {
	skip := 0
	if text := r.URL.Query().Get("skip"); text != "" {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil || n > mostSkipped {
			return errForm
		}
		skip = int(n)
	}
	people, err := s.sharing.People(r.Context(), m.board, skip, maxPeople)
	if err != nil {
		return err
	}
	governs := auth.May(m.role, auth.Govern)
	bodies := []personBody{}
	for _, p := range people.All {
		one := personBody{Name: p.User.Name, Colour: p.User.Colour, Role: p.Role, You: p.User.ID == m.user}
		switch {
		case governs:
			one.User, one.Link, one.Since, one.Changed = p.User.ID, p.Link, p.Since, p.Change
		case p.Role == board.RoleNone:
			continue
		}
		bodies = append(bodies, one)
	}
	writeJSON(w, http.StatusOK, struct {
		Members []personBody `json:"members"`
		More    bool         `json:"more"`
	}{bodies, people.More})
	return nil
}

// patchMember says what a person may, by the owner's word; also of somebody who was removed.
func (s *Server) patchMember(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "role")
	if err != nil {
		return err
	}
	if !auth.May(m.role, auth.Govern) {
		return errForbidden
	}
	role := board.Role(body["role"])
	if role != board.RoleEditor && role != board.RoleViewer {
		return errRole
	}
	return s.decided(w, m, nobodyThere(s.sharing.SetRole(r.Context(), m.board, m.user, userID(r), role, s.now().UnixMilli())))
}

// deleteMember removes a person: they are out at once, and no link lets them in.
func (s *Server) deleteMember(w http.ResponseWriter, r *http.Request, m member) error {
	if !auth.May(m.role, auth.Govern) {
		return errForbidden
	}
	return s.decided(w, m, nobodyThere(s.sharing.SetRole(r.Context(), m.board, m.user, userID(r), board.RoleNone, s.now().UnixMilli())))
}

// putOwner hands the board over to somebody who is on it.
func (s *Server) putOwner(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "user")
	if err != nil {
		return err
	}
	if !auth.May(m.role, auth.Govern) {
		return errForbidden
	}
	to := board.UserID(body["user"])
	if !isID(string(to)) {
		return errNobody
	}
	return s.decided(w, m, nobodyThere(s.sharing.HandOver(r.Context(), m.board, m.user, to, s.now().UnixMilli())))
}

// nobodyThere says of a person who is not found that it is a person.
func nobodyThere(err error) error {
	if errors.Is(err, board.ErrNotFound) {
		return errNobody
	}
	return err
}

// userID is the user the address names. What cannot be one becomes "-", which nobody is.
func userID(r *http.Request) board.UserID {
	id := chi.URLParam(r, "user")
	if !isID(id) {
		return "-"
	}
	return board.UserID(id)
}
