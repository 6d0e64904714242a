package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// routes lists every way in, top to bottom. A new one needs a row in the table of routes_test.go, which says who may use it.
func (s *Server) routes() chi.Router {
	r := chi.NewRouter()
	r.Use(withRequestID, s.withAccessLog, s.withRecover, s.withHeaders, withWriteDeadline, middleware.GetHead)
	r.NotFound(func(w http.ResponseWriter, _ *http.Request) { writeProblem(w, errNotFound) })
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) { writeProblem(w, errMethod) })

	r.Get("/livez", s.live)
	r.Get("/readyz", s.readiness)

	r.Group(func(r chi.Router) {
		r.Use(s.withHost)
		r.Get("/", s.front.index)
		r.Get("/b/{id}", s.front.index)
		r.Get("/*", s.front.file)
	})

	r.Route("/api/v1", func(r chi.Router) {
		r.Use(s.withHost, s.withOrigin)
		r.Post("/guests", s.limited(s.guestLimit, s.postGuest))
		r.Post("/session", s.limited(s.sessionLimit, s.postSession))
		r.Delete("/session", s.deleteSession)

		r.Post("/boards", s.limited(s.boardLimit, s.asUser(s.postBoard)))
		r.Get("/boards", s.asUser(s.listBoards))
		r.Route("/boards/{id}", func(r chi.Router) {
			r.Post("/link", s.limited(s.sessionLimit, s.tryLink))
			r.Post("/join", s.limited(s.sessionLimit, s.asUser(s.postJoin)))
			r.Get("/socket", s.getSocket)
			r.Get("/", s.asMember(s.getBoard))
			r.Post("/links", s.limited(s.boardLimit, s.asMember(s.postLink)))
			r.Get("/snapshots/{snapshot}", s.asMember(s.getSnapshot))
			r.Get("/authors", s.limited(s.sessionLimit, s.asMember(s.getAuthors)))
			r.Post("/assets", s.limited(s.uploadLimit, s.asMember(s.postAsset)))
			r.Get("/assets/{asset}", s.asMember(s.getAsset))
			r.Get("/export", s.limited(s.boardLimit, s.asMember(s.getExport)))
			r.Get("/log", s.limited(s.boardLimit, s.asMember(s.getLog)))
		})
	})
	return r
}
