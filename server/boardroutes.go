package server

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// boardBody is a board as its members see it in lists. Times are ms since 1970, as everywhere.
type boardBody struct {
	ID      board.ID   `json:"id"`
	Title   string     `json:"title"`
	Role    board.Role `json:"role"`
	Seq     board.Seq  `json:"seq"`
	Created int64      `json:"created"`
	Updated int64      `json:"updated"`
}

func bodyOf(i board.Info) boardBody {
	return boardBody{i.ID, i.Title, i.Role, i.Head, i.Created, i.Updated}
}

// linkBody is a link, with the secret that is told this once. The address carries it in the fragment, which no browser sends.
type linkBody struct {
	ID     board.ID `json:"id"`
	Title  *string  `json:"title,omitempty"`
	Role   string   `json:"role,omitempty"`
	Secret string   `json:"secret"`
	URL    string   `json:"url"`
}

func linkURL(id board.ID, secret string) string { return "/b/" + string(id) + "#k=" + secret }

// postBoard makes a board that belongs to who asks, and its first link, which may edit.
func (s *Server) postBoard(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	body, err := readStrings(w, r, "title")
	if err != nil {
		return err
	}
	if s.members {
		u, err := s.auth.User(r.Context(), user)
		if err != nil {
			return err
		}
		if u.Guest {
			return errMayNotMake
		}
	}
	title, err := auth.Title(body["title"])
	if err != nil {
		return errTitle
	}
	payload, err := firstChange(title)
	if err != nil {
		return err
	}
	secret, link := auth.NewLink()
	b := board.NewBoard{
		ID: board.ID("b" + random(12)), Owner: user, Title: title, Epoch: random(12), Now: s.now().UnixMilli(),
		Payload: payload, Link: link,
	}
	_, _ = rand.Read(b.Salt[:])
	if err := s.boards.CreateBoard(r.Context(), b); err != nil {
		return fmt.Errorf("making a board: %w", err)
	}
	writeJSON(w, http.StatusCreated, linkBody{ID: b.ID, Title: &title, Secret: secret, URL: linkURL(b.ID, secret)})
	return nil
}

// firstChange puts the board's settings: every board's seq 1.
func firstChange(title string) ([]byte, error) {
	c := board.Change{Ops: []board.Op{board.Put{ID: board.Settings, Props: board.Props{
		{Path: "kind", Value: board.Value(jsonText(settingsKind))},
		{Path: "title", Value: board.Value(jsonText(title))},
	}}}}
	if board.Judge(c) != nil {
		return nil, errTitle
	}
	return board.AppendChange(nil, c), nil
}

// settingsKind is the kind of the element board.Settings.
const settingsKind = "board"

// random returns n random bytes as base64url.
func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// listBoards lists the asker's boards, the last changed first.
func (s *Server) listBoards(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	infos, err := s.boards.Boards(r.Context(), user)
	if err != nil {
		return err
	}
	bodies := make([]boardBody, len(infos))
	for i, info := range infos {
		bodies[i] = bodyOf(info)
	}
	writeJSON(w, http.StatusOK, map[string][]boardBody{"boards": bodies})
	return nil
}

// getBoard tells a member of the board.
func (s *Server) getBoard(w http.ResponseWriter, r *http.Request, m member) error {
	info, err := s.boards.Info(r.Context(), m.board, m.user)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, bodyOf(info))
	return nil
}

// tryLink says whether a link's secret opens the board, and asks nobody who they are: so a page can say that a link does not work before it
// asks for a name. The board is not read and nothing is written. A wrong secret, none, and a board that is not there are answered alike.
func (s *Server) tryLink(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.opens(w, r))
}

func (s *Server) opens(w http.ResponseWriter, r *http.Request) error {
	body, err := readStrings(w, r, "secret")
	if err != nil {
		return err
	}
	link, ok := auth.LinkHash(body["secret"])
	if !ok {
		return board.ErrNoBoard
	}
	if err := s.auth.Opens(r.Context(), boardID(r), link); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// postJoin turns a link's secret into a membership. Without a secret it tells a member who they are; a wrong one is no board.
func (s *Server) postJoin(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	body, err := readStrings(w, r, "secret")
	if err != nil {
		return err
	}
	id := boardID(r)
	if secret, given := body["secret"]; given {
		link, ok := auth.LinkHash(secret)
		if !ok {
			return board.ErrNoBoard
		}
		if _, err := s.auth.Join(r.Context(), id, user, link, s.now().UnixMilli()); err != nil {
			return err
		}
	}
	info, err := s.boards.Info(r.Context(), id, user)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, bodyOf(info))
	return nil
}

// postLink makes another link to the board. Nobody gives more than they have.
func (s *Server) postLink(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "role")
	if err != nil {
		return err
	}
	role, given := board.Role(body["role"]), body["role"] != ""
	if !given {
		role = board.RoleEditor
	}
	if role != board.RoleEditor && role != board.RoleViewer {
		return errRole
	}
	if !auth.MayGive(m.role, role) {
		return errForbidden
	}
	secret, link := auth.NewLink()
	if err := s.auth.CreateLink(r.Context(), m.board, m.user, link, role, s.now().UnixMilli()); err != nil {
		return fmt.Errorf("making a link: %w", err)
	}
	writeJSON(w, http.StatusCreated, linkBody{ID: m.board, Role: string(role), Secret: secret, URL: linkURL(m.board, secret)})
	return nil
}
