package server

import (
	"errors"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// meBody is what a page wants to know before anything is asked of it: who is signed in (nobody: null), and whether they may make boards. By: who may.
// Host: the name of the application whose people come here too, "" for none.
type meBody struct {
	User   *userBody     `json:"user"`
	Create bool          `json:"create"`
	By     auth.Creators `json:"by"`
	Admin  bool          `json:"admin"`
	Host   string        `json:"host"`
}

// getMe says who asks and what they may. Nobody has to be signed in.
func (s *Server) getMe(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.tellMe(w, r))
}

func (s *Server) tellMe(w http.ResponseWriter, r *http.Request) error {
	body := meBody{By: s.creators, Host: s.host}
	if body.By == "" {
		body.By = auth.Anyone
	}
	u, err := s.user(r)
	switch {
	case err == nil:
		known := userOf(u)
		body.User, body.Admin = &known, u.Admin
	case !errors.Is(err, errSignIn):
		return err
	}
	body.Create = s.creators.MayCreate(u)
	writeJSON(w, http.StatusOK, body)
	return nil
}

// user returns who asks, by token or cookie. Nobody: errSignIn.
func (s *Server) user(r *http.Request) (board.User, error) {
	if !byToken(r) {
		return s.fromCookie(r)
	}
	id, err := s.who(r)
	if err != nil {
		return board.User{}, err
	}
	u, err := s.auth.User(r.Context(), id)
	if errors.Is(err, board.ErrNotFound) { // a token outlives a database that was put back
		err = errSignIn
	}
	return u, err
}

// mayMake says whether somebody may make a board: by the setting, or because a host application's token says so.
func (s *Server) mayMake(r *http.Request, id board.UserID) error {
	if s.creators.MayCreate(board.User{}) {
		return nil
	}
	if byToken(r) {
		if b, err := s.bearers.Who(r.Context(), bearer(r)); err != nil || b.Create {
			return err
		}
	}
	u, err := s.auth.User(r.Context(), id)
	switch {
	case err != nil:
		return err
	case s.creators.MayCreate(u):
		return nil
	case s.creators == auth.Members:
		return errMembersOnly
	}
	return errAdminsOnly
}

// postAdmin makes who asks an admin, by a link that was printed on the server's machine and works once.
func (s *Server) postAdmin(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	body, err := readStrings(w, r, "secret")
	if err != nil {
		return err
	}
	link, ok := auth.LinkHash(body["secret"])
	if !ok {
		return errAdminLink
	}
	err = s.auth.BecomeAdmin(r.Context(), user, link, s.now().UnixMilli())
	if errors.Is(err, board.ErrNotFound) {
		return errAdminLink
	}
	if err != nil {
		return err
	}
	s.log.InfoContext(r.Context(), "somebody became an admin by a link", "id", requestID(r.Context()), "user", user)
	return s.tellMe(w, r)
}
