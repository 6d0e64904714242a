package server

import (
	"errors"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// The cookie goes by three names: on HTTPS the browser itself guarantees, by the prefix, that no other site and no plain
// connection can have set it; where the pages lie under a path, the cookie does as well, and the browser guarantees that no plain connection
// can have set it; on plain HTTP, in a LAN, those names would be refused.
const (
	secureCookie = "__Host-drawingroom"
	belowCookie  = "__Secure-drawingroom"
	plainCookie  = "drawingroom"
)

// setCookie gives a session to the browser.
func (s *Server) setCookie(w http.ResponseWriter, r *http.Request, opened auth.Session) {
	c := s.bareCookie(r)
	c.Value = opened.Cookie
	c.Expires = opened.Expires
	c.MaxAge = int(auth.SessionLife.Seconds())
	http.SetCookie(w, c)
}

// clearCookie takes it away.
func (s *Server) clearCookie(w http.ResponseWriter, r *http.Request) {
	c := s.bareCookie(r)
	c.MaxAge = -1
	http.SetCookie(w, c)
}

func (s *Server) bareCookie(r *http.Request) *http.Cookie {
	c := &http.Cookie{Name: plainCookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if s.base != "" {
		c.Path = string(s.base)
	}
	switch secure := s.door.secure(r); {
	case secure && s.base != "":
		c.Name, c.Secure = belowCookie, true
	case secure:
		c.Name, c.Secure = secureCookie, true
	}
	return c
}

// cookie returns the session's secret as the request carries it, "" for none.
func (s *Server) cookie(r *http.Request) string {
	c, err := r.Cookie(s.bareCookie(r).Name)
	if err != nil {
		return ""
	}
	return c.Value
}

// secret returns the session's secret as the request carries it, "" for none: in the Authorization header by pages in frames of other sites, which
// get no cookie, and else in the cookie. A bad header is not made good by a cookie.
func (s *Server) secret(r *http.Request) string {
	if len(r.Header.Values("Authorization")) > 0 {
		return bearer(r)
	}
	return s.cookie(r)
}

// fromCookie returns whose session the request's cookie is. None: errSignIn.
func (s *Server) fromCookie(r *http.Request) (board.User, error) { return s.fromSecret(r, s.cookie(r)) }

func (s *Server) fromSecret(r *http.Request, secret string) (board.User, error) {
	u, err := s.sessions.User(r.Context(), secret)
	if errors.Is(err, board.ErrNotFound) {
		return board.User{}, errSignIn
	}
	return u, err
}

// who returns who asks: by a token in the Authorization header, or by the cookie. A bad token is not made good by a cookie.
func (s *Server) who(r *http.Request) (board.UserID, error) {
	if !byToken(r) {
		u, err := s.fromCookie(r)
		return u.ID, err
	}
	b, err := s.bearers.Who(r.Context(), bearer(r))
	return b.User, err
}

// joiner returns who comes onto a board, as who does. What a host application's token says of that board, or that it says nothing, is taken.
func (s *Server) joiner(r *http.Request, id board.ID) (board.UserID, error) {
	if !byToken(r) {
		return s.who(r)
	}
	b, err := s.bearers.Join(r.Context(), bearer(r), id)
	return b.User, err
}

// byToken says whether a request says by a token who asks.
func byToken(r *http.Request) bool { return len(r.Header.Values("Authorization")) > 0 }

// bearer returns the token of the Authorization header. Two headers, or another scheme, are no token: "".
func bearer(r *http.Request) string {
	header := r.Header.Values("Authorization")
	if len(header) != 1 {
		return ""
	}
	scheme, token, _ := strings.Cut(header[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

// userRoute is a route for somebody who is known. It returns its error instead of writing it.
type userRoute func(w http.ResponseWriter, r *http.Request, user board.UserID) error

// asUser puts "who are you" before a route.
func (s *Server) asUser(next userRoute) http.HandlerFunc {
	return s.asKnown(s.who, next)
}

// asJoiner puts "who are you, who come onto this board" before a route.
func (s *Server) asJoiner(next userRoute) http.HandlerFunc {
	return s.asKnown(func(r *http.Request) (board.UserID, error) { return s.joiner(r, boardID(r)) }, next)
}

func (s *Server) asKnown(who func(*http.Request) (board.UserID, error), next userRoute) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		user, err := who(r)
		if err == nil {
			err = next(w, r, user)
		}
		s.finish(w, r, err)
	}
}

// member is somebody who asks about a board, and their right on it as it stands in the database.
type member struct {
	user  board.UserID
	board board.ID
	role  board.Role
}

type memberRoute func(w http.ResponseWriter, r *http.Request, m member) error

// asMember puts "may you look at this board" before a route: whoever may not, hears the same as of a board that does not exist.
func (s *Server) asMember(next memberRoute) http.HandlerFunc {
	return s.asUser(func(w http.ResponseWriter, r *http.Request, user board.UserID) error {
		m := member{user: user, board: boardID(r)}
		var err error
		if m.role, err = s.auth.Role(r.Context(), m.board, user); err != nil {
			return err
		}
		if !auth.May(m.role, auth.Look) {
			return board.ErrNoBoard
		}
		return next(w, r, m)
	})
}

// boardID is the board the address names. What cannot be an id becomes "", which no board has.
func boardID(r *http.Request) board.ID {
	id := chi.URLParam(r, "id")
	if !isID(id) {
		return ""
	}
	return board.ID(id)
}

// isID checks the form of an id (rule W8): 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit.
func isID(id string) bool {
	if len(id) < 8 || len(id) > 32 {
		return false
	}
	for i, c := range []byte(id) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || c != '_' && c != '-') {
			return false
		}
	}
	return true
}

// finish answers an error, and logs those that are our fault.
func (s *Server) finish(w http.ResponseWriter, r *http.Request, err error) {
	if err == nil {
		return
	}
	if r.Context().Err() != nil {
		return // who asked has gone: there is nobody to tell, and nothing to put right
	}
	p, ours := answerFor(err)
	if ours {
		s.log.ErrorContext(r.Context(), "request failed", "id", requestID(r.Context()), "path", r.URL.Path, "error", err)
	}
	writeProblemOf(w, p, err)
}
