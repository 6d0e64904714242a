package server

import (
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"drawingroom/auth"
	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// sharedLink is a link as those see it who decide about it. Its secret is not there: it was told once, and is kept as a hash.
type sharedLink struct {
	Link     board.LinkID `json:"link"`
	Role     board.Role   `json:"role"`
	Name     string       `json:"name"`
	Expires  int64        `json:"expires"` // 0: never
	Password bool         `json:"password"`
	By       string       `json:"by"`
	Mine     bool         `json:"mine"`
	Created  int64        `json:"created"`
	People   int          `json:"people"`
	Used     int64        `json:"used"` // 0: nobody has come by it
}

// getLinks lists the links that are the asker's to decide about.
func (s *Server) getLinks(w http.ResponseWriter, r *http.Request, m member) error {
	links, err := s.sharing.Links(r.Context(), m.board, m.user)
	if err != nil {
		return err
	}
	bodies := make([]sharedLink, len(links))
	for i, l := range links {
		bodies[i] = sharedLink{l.ID, l.Role, l.Name, l.Expires, l.Password != "", l.Maker, l.By == m.user, l.Created, l.People, l.Used}
	}
	writeJSON(w, http.StatusOK, map[string][]sharedLink{"links": bodies})
	return nil
}

// postLink makes another link to the board. Nobody gives more than they have.
func (s *Server) postLink(w http.ResponseWriter, r *http.Request, m member) error {
	terms, err := s.readTerms(w, r, m)
	if err != nil {
		return err
	}
	secret, hash := auth.NewLink()
	link := board.NewLink{ID: auth.NewLinkID(), Secret: hash, LinkTerms: board.LinkTerms{Role: board.RoleEditor}}
	put(&link.Role, terms.Role)
	put(&link.Name, terms.Name)
	put(&link.Expires, terms.Expires)
	put(&link.Password, terms.Password)
	if !auth.MayGive(m.role, link.Role) {
		return errForbidden
	}
	if err := s.sharing.CreateLink(r.Context(), m.board, m.user, link, s.now().UnixMilli()); err != nil {
		return fmt.Errorf("making a link: %w", err)
	}
	writeJSON(w, http.StatusCreated, linkBody{ID: m.board, Link: link.ID, Role: string(link.Role), Secret: secret, URL: linkURL(m.board, secret)})
	return nil
}

// patchLink gives a link other terms, which are also those of who came by it.
func (s *Server) patchLink(w http.ResponseWriter, r *http.Request, m member) error {
	if !auth.May(m.role, auth.Invite) {
		return errForbidden
	}
	terms, err := s.readTerms(w, r, m)
	if err != nil {
		return err
	}
	return s.decided(w, m, s.sharing.ChangeLink(r.Context(), m.board, m.user, linkID(r), terms))
}

// rotateLink gives a link another secret; with {"people":"leave"} who came by it goes.
func (s *Server) rotateLink(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "people")
	if err != nil {
		return err
	}
	people := body["people"]
	if people != "" && people != "stay" && people != "leave" {
		return errForm
	}
	secret, hash := auth.NewLink()
	link := linkID(r)
	if err := s.sharing.RotateLink(r.Context(), m.board, m.user, link, hash, people == "leave"); err != nil {
		return err
	}
	s.rooms.RightsChanged(m.board)
	writeJSON(w, http.StatusOK, linkBody{ID: m.board, Link: link, Secret: secret, URL: linkURL(m.board, secret)})
	return nil
}

// deleteLink revokes a link: what it gave ends at once.
func (s *Server) deleteLink(w http.ResponseWriter, r *http.Request, m member) error {
	return s.decided(w, m, s.sharing.RevokeLink(r.Context(), m.board, m.user, linkID(r)))
}

// decided answers what was decided about a board, and has its room look at once.
func (s *Server) decided(w http.ResponseWriter, m member, err error) error {
	if err != nil {
		return err
	}
	s.rooms.RightsChanged(m.board)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// linkID is the link the address names. What cannot be one becomes "-", which no link has.
func linkID(r *http.Request) board.LinkID {
	id := chi.URLParam(r, "link")
	if !isID(id) {
		return "-"
	}
	return board.LinkID(id)
}

// readTerms reads what is said of a link: role, name, password, and expires, a number. The password comes hashed. Nobody gives more than they have.
func (s *Server) readTerms(w http.ResponseWriter, r *http.Request, m member) (board.LinkChange, error) {
	var c board.LinkChange
	if r.Body == nil || r.ContentLength == 0 {
		return c, nil
	}
	members, err := readObject(w, r, maxBody, 2)
	if err != nil {
		return c, err
	}
	var password *string
	for _, part := range members {
		text, isText := strict.String(part.Raw)
		number, isNumber := strict.Int(part.Raw)
		switch {
		case part.Key == "role" && isText:
			role := board.Role(text)
			c.Role = &role
		case part.Key == "name" && isText:
			c.Name = &text
		case part.Key == "password" && isText:
			password = &text
		case part.Key == "expires" && isNumber:
			c.Expires = &number
		default:
			return c, errForm
		}
	}
	if err := s.judge(&c, m); err != nil || password == nil {
		return c, err
	}
	if *password != "" {
		if *password, err = s.passwords.Hash(r.Context(), *password); err != nil {
			return c, err
		}
	}
	c.Password = password
	return c, nil
}

// judge asks whether a link may be so.
func (s *Server) judge(c *board.LinkChange, m member) error {
	switch {
	case c.Role != nil && *c.Role != board.RoleEditor && *c.Role != board.RoleViewer:
		return errRole
	case c.Role != nil && !auth.MayGive(m.role, *c.Role), !auth.May(m.role, auth.Invite):
		return errForbidden
	case c.Expires != nil && *c.Expires != 0 && (*c.Expires <= s.now().UnixMilli() || *c.Expires > lastExpiry):
		return errExpires
	case c.Name != nil && *c.Name != "":
		name, err := auth.Name(*c.Name)
		c.Name = &name
		return err
	}
	return nil
}

// lastExpiry is the last moment that a link may run out at, ms since 1970: in the year 9999.
const lastExpiry = 253_402_300_799_999

// put writes a value over another, if there is one.
func put[T any](into *T, value *T) {
	if value != nil {
		*into = *value
	}
}
