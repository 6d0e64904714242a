package server

import (
	"errors"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// tryLink says how a link's secret opens the board, and asks nobody who they are: so a page can say that a link does not work, or ask for its
// password, before it asks for a name. A password that comes with it is proved. The board is not read and nothing is written. A wrong secret, none, and a board that is not there are answered alike.
func (s *Server) tryLink(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.opens(w, r))
}

// openingBody is what is told of a link to whoever has it.
type openingBody struct {
	Role     board.Role `json:"role"`
	Password bool       `json:"password"`
}

func (s *Server) opens(w http.ResponseWriter, r *http.Request) error {
	body, err := readStrings(w, r, "secret", "password")
	if err != nil {
		return err
	}
	link, ok := auth.LinkHash(body["secret"])
	if !ok {
		return board.ErrNoBoard
	}
	how, err := s.auth.Opens(r.Context(), boardID(r), link)
	if err != nil {
		return err
	}
	if password := body["password"]; how.Guarded && password != "" {
		kept, err := s.auth.Guard(r.Context(), boardID(r), link)
		if err == nil && kept != "" { // otherwise it was taken away since
			err = s.prove(r, boardID(r), link, password, kept)
		}
		if err != nil {
			return err
		}
	}
	writeJSON(w, http.StatusOK, openingBody{Role: how.Role, Password: how.Guarded})
	return nil
}

// postJoin turns a link's secret into a membership. Without a secret it tells a member who they are; a wrong one is no board.
func (s *Server) postJoin(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	body, err := readStrings(w, r, "secret", "password")
	if err != nil {
		return err
	}
	id := boardID(r)
	if secret, given := body["secret"]; given {
		link, ok := auth.LinkHash(secret)
		if !ok {
			return board.ErrNoBoard
		}
		if err := s.join(r, id, user, link, body["password"]); err != nil {
			return err
		}
	}
	info, err := s.boards.Info(r.Context(), id, user)
	if err != nil {
		return err
	}
	s.rooms.Expect(id)
	writeJSON(w, http.StatusOK, bodyOf(info))
	return nil
}

// join joins by a link, and by its password where it asks for one. What is proved is the password as it was kept then: has it been changed before the
// membership is written, it is asked for anew.
func (s *Server) join(r *http.Request, id board.ID, user board.UserID, link [32]byte, password string) error {
	now := s.now().UnixMilli()
	_, err := s.auth.Join(r.Context(), id, user, link, "", now)
	if !errors.Is(err, board.ErrGuarded) || password == "" {
		return err
	}
	kept, err := s.auth.Guard(r.Context(), id, link)
	if err != nil {
		return err
	}
	if kept != "" {
		if err := s.prove(r, id, link, password, kept); err != nil {
			return err
		}
	}
	_, err = s.auth.Join(r.Context(), id, user, link, kept, now)
	return err
}

// prove asks whether a password is the one that is kept so, unless there have been too many tries.
func (s *Server) prove(r *http.Request, id board.ID, link [32]byte, password, kept string) error {
	end, ok := s.tries.begin(id, link, bucket(s.door.proxies.client(r)))
	if !ok {
		s.warnOfProxy(r)
		return errTries
	}
	right, err := s.passwords.Proves(r.Context(), password, kept)
	end(right || err != nil)
	if err == nil && !right {
		err = errWrongPassword
	}
	return err
}
