package server

import (
	"net/http"

	"drawingroom/rooms/board"
)

// seenBody is how a request came, as far as the server can tell: what whoever runs it behind a proxy wants to know (drawingroom doctor).
type seenBody struct {
	// From is the address that limits are counted by.
	From string `json:"from"`
	// Secure says whether it came by HTTPS.
	Secure bool `json:"secure"`
	// Forwarded says that somebody told of another sender, and is not believed.
	Forwarded bool `json:"forwarded"`
}

func (s *Server) getSeen(w http.ResponseWriter, r *http.Request, _ board.UserID) error {
	p := s.door.proxies
	told := r.Header.Get("X-Forwarded-For") != ""
	writeJSON(w, http.StatusOK, seenBody{From: p.client(r).String(), Secure: s.door.secure(r), Forwarded: told && !p.trusts(peer(r))})
	return nil
}
