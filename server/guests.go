package server

import (
	"errors"
	"net/http"

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
	body, err := readStrings(w, r, "name", "colour")
	if err != nil {
		return err
	}
	u, err := s.fromCookie(r)
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
}

// postSession mints a token from the cookie. A token cannot mint another: only the cookie lives long.
func (s *Server) postSession(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.mintToken(w, r))
}

func (s *Server) mintToken(w http.ResponseWriter, r *http.Request) error {
	if _, err := readStrings(w, r); err != nil {
		return err
	}
	u, err := s.fromCookie(r)
	if err != nil {
		return err
	}
	token, expires, err := s.tokens.Mint(u.ID)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, tokenBody{token, expires.UnixMilli(), expires.Sub(s.now()).Milliseconds(), userOf(u)})
	return nil
}

// deleteSession ends the session and takes the cookie away.
func (s *Server) deleteSession(w http.ResponseWriter, r *http.Request) {
	if err := s.sessions.End(r.Context(), s.cookie(r)); err != nil {
		s.finish(w, r, err)
		return
	}
	s.clearCookie(w, r)
	w.WriteHeader(http.StatusNoContent)
}
