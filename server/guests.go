package server

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// userBody is a user as they see themselves.
type userBody struct {
	ID     board.UserID `json:"id"`
	Name   string       `json:"name"`
	Colour string       `json:"colour"`
	Guest  bool         `json:"guest"`
}

func userOf(u board.User) userBody { return userBody{u.ID, u.Name, u.Colour, u.Guest} }

// postGuest makes a guest of a name and gives the browser a session; called again with a session, it renames.
func (s *Server) postGuest(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.makeGuest(w, r))
}

func (s *Server) makeGuest(w http.ResponseWriter, r *http.Request) error {
	body, err := readStrings(w, r, "name", "colour", "session")
	if err != nil {
		return err
	}
	if how, asked := body["session"]; asked {
		return s.makeFramedGuest(w, r, how, body["name"], body["colour"])
	}
	u, err := s.renamed(r)
	switch {
	case err == nil:
		return s.rename(w, r, u, body["name"], body["colour"])
	case !errors.Is(err, errSignIn):
		return err
	}
	var opened auth.Session
	if opened, err = s.sessions.Guest(r.Context(), body["name"], body["colour"]); err != nil {
		return err
	}
	s.setCookie(w, r, opened)
	writeJSON(w, http.StatusCreated, userOf(opened.User))
	return nil
}

// renamed is whom a request renames; errSignIn: somebody who is not known yet. Who came by a host application is called as it says.
func (s *Server) renamed(r *http.Request) (board.User, error) {
	if !byToken(r) {
		return s.fromCookie(r)
	}
	u, err := s.user(r)
	if err == nil && !u.Guest {
		err = errHosted
	}
	return u, err
}

// framedGuestBody is a guest and the secret of their session, which is told this once.
type framedGuestBody struct {
	User    userBody `json:"user"`
	Session string   `json:"session"`
}

// makeFramedGuest makes a guest for a page in a frame of another site, where there are no cookies: the page is told the secret of the session
// ("session":"told") and shows it in a header for a token (postSession). Whoever's cookie comes along has nothing to do with it.
func (s *Server) makeFramedGuest(w http.ResponseWriter, r *http.Request, how, name, colour string) error {
	if how != "told" {
		return errForm
	}
	opened, err := s.sessions.Guest(r.Context(), name, colour)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusCreated, framedGuestBody{userOf(opened.User), opened.Cookie})
	return nil
}

// rename gives a user another name, and another colour unless it is ""; the boards they have open show it.
func (s *Server) rename(w http.ResponseWriter, r *http.Request, was board.User, name, colour string) error {
	now, err := s.sessions.Rename(r.Context(), was, name, colour)
	if err != nil {
		return err
	}
	if wish := now.Colour; wish != was.Colour {
		s.rooms.Renamed(now.ID, now.Name, wish)
	} else {
		s.rooms.Renamed(now.ID, now.Name, "")
	}
	writeJSON(w, http.StatusOK, userOf(now))
	return nil
}

// tokenBody is a token. expires is its end in ms since 1970; lives, for machines whose clock is wrong, is how many ms are left.
type tokenBody struct {
	Token   string   `json:"token"`
	Expires int64    `json:"expires"`
	Lives   int64    `json:"lives"`
	User    userBody `json:"user"`
	Host    string   `json:"host,omitempty"` // the application that they came by
}

// postSession mints a token from the secret of a session, or from a host application's token for as long as that is good at most. A token of ours cannot mint
// another: only the session lives long.
func (s *Server) postSession(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.mintToken(w, r))
}

func (s *Server) mintToken(w http.ResponseWriter, r *http.Request) error {
	body, err := readStrings(w, r, "board")
	if err != nil {
		return err
	}
	id := board.ID(body["board"])
	u, by, err := s.minter(r, id)
	if err != nil {
		return err
	}
	s.expect(r, u.ID, id)
	token, expires, err := s.tokens.Exchange(by)
	if err != nil {
		return err
	}
	minted := tokenBody{Token: token, Expires: expires.UnixMilli(), Lives: expires.Sub(s.now()).Milliseconds(), User: userOf(u)}
	if by.Hosted {
		minted.Host = s.host
	}
	writeJSON(w, http.StatusOK, minted)
	return nil
}

// expect has a board read that somebody says they come onto, if they may look at it: opening it takes as long as their page does. What cannot be found out
// is found out when they join.
func (s *Server) expect(r *http.Request, user board.UserID, id board.ID) {
	if !isID(string(id)) {
		return
	}
	if role, err := s.auth.Role(r.Context(), id, user); err == nil && auth.May(role, auth.Look) {
		s.rooms.Expect(id)
	}
}

// minter returns who a token is minted for, and by what. id is the board they come onto, "" for none.
func (s *Server) minter(r *http.Request, id board.ID) (u board.User, by auth.Bearer, err error) {
	if secret := s.secret(r); !byToken(r) || !strings.Contains(secret, ".") { // tokens have two
		u, err = s.fromSecret(r, secret)
		return u, auth.Bearer{User: u.ID}, err
	}
	read := s.bearers.Who
	if id != "" {
		read = func(ctx context.Context, token string) (auth.Bearer, error) { return s.bearers.Join(ctx, token, id) }
	}
	by, err = read(r.Context(), bearer(r))
	switch {
	case err != nil:
		return u, by, err
	case !by.Hosted:
		return u, by, errSignIn
	}
	u, err = s.auth.User(r.Context(), by.User)
	return u, by, err
}

// deleteSession ends the session and takes the cookie away.
func (s *Server) deleteSession(w http.ResponseWriter, r *http.Request) {
	if err := s.sessions.End(r.Context(), s.secret(r)); err != nil {
		s.finish(w, r, err)
		return
	}
	s.clearCookie(w, r)
	w.WriteHeader(http.StatusNoContent)
}
