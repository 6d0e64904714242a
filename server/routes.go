package server

import (
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// routes lists every way in, top to bottom. A new one needs a row in the table of routes_test.go, which says who may use it.
func (s *Server) routes() chi.Router {
	r := chi.NewRouter()
	r.Use(withRequestID, s.withAccessLog, s.withRecover, s.withHeaders, withDeadlines, middleware.GetHead)
	r.NotFound(func(w http.ResponseWriter, _ *http.Request) { writeProblem(w, errNotFound) })
	r.MethodNotAllowed(func(w http.ResponseWriter, _ *http.Request) { writeProblem(w, errMethod) })

	r.Get("/livez", s.live)
	r.Get("/readyz", s.readiness)

	r.Group(func(r chi.Router) {
		r.Use(s.withHost)
		r.Get("/", s.front.index)
		r.Get("/b/{id}", s.boardPage)
		r.Get("/b/{id}/picture", s.boardPicture)
		r.Get("/embed/{id}", s.embedPage)
		r.Get("/oembed", s.limited(s.sessionLimit, s.getOEmbed))
		r.Get("/*", s.front.file)
	})

	r.Route("/api/v1", func(r chi.Router) {
		r.Use(s.withHost, s.withOrigin)
		r.Post("/guests", s.limited(s.guestLimit, s.postGuest))
		r.Post("/session", s.limited(s.sessionLimit, s.postSession))
		r.Delete("/session", s.deleteSession)

		r.Get("/nearby", s.limited(s.sessionLimit, s.asUser(s.getNearby)))
		r.Get("/me", s.limited(s.sessionLimit, s.getMe))
		r.Post("/me/admin", s.limited(s.guestLimit, s.asUser(s.postAdmin)))
		r.Get("/me/seen", s.limited(s.sessionLimit, s.asUser(s.getSeen)))
		r.Get("/me/preferences", s.limited(s.sessionLimit, s.asUser(s.getPreferences)))
		r.Put("/me/preferences", s.limited(s.sessionLimit, s.asUser(s.putPreferences)))

		r.Post("/boards", s.limited(s.boardLimit, s.asUser(s.postBoard)))
		r.Get("/boards", s.asUser(s.listBoards))
		r.Route("/boards/{id}", func(r chi.Router) {
			r.Post("/link", s.limited(s.sessionLimit, s.tryLink))
			r.Post("/join", s.limited(s.sessionLimit, s.asJoiner(s.postJoin)))
			r.Get("/socket", s.getSocket)
			r.Post("/streams", s.postStream)
			r.Post("/streams/{stream}", s.asOpener(s.postFrames))
			r.Get("/streams/{stream}", s.asOpener(s.getFrames))
			r.Get("/", s.asMember(s.getBoard))
			r.Patch("/", s.limited(s.boardLimit, s.asMember(s.patchBoard)))
			r.Delete("/", s.limited(s.boardLimit, s.asUser(s.deleteBoard)))
			r.Put("/title", s.limited(s.boardLimit, s.asMember(s.putTitle)))
			r.Put("/star", s.limited(s.sessionLimit, s.asMember(s.putStar)))
			r.Delete("/star", s.limited(s.sessionLimit, s.asMember(s.deleteStar)))
			r.Post("/leave", s.limited(s.sessionLimit, s.asMember(s.postLeave)))
			r.Post("/copy", s.limited(s.boardLimit, s.asMember(s.postCopy)))
			r.Post("/trash", s.limited(s.boardLimit, s.asUser(s.postTrash)))
			r.Delete("/trash", s.limited(s.boardLimit, s.asUser(s.deleteTrash)))
			r.Put("/thumbnail", s.limited(s.uploadLimit, s.asMember(s.putThumbnail)))
			r.Get("/thumbnail", s.asMember(s.getThumbnail))
			r.Get("/links", s.limited(s.sessionLimit, s.asMember(s.getLinks)))
			r.Post("/links", s.limited(s.boardLimit, s.asMember(s.postLink)))
			r.Patch("/links/{link}", s.limited(s.boardLimit, s.asMember(s.patchLink)))
			r.Delete("/links/{link}", s.limited(s.sessionLimit, s.asMember(s.deleteLink)))
			r.Post("/links/{link}/rotate", s.limited(s.sessionLimit, s.asMember(s.rotateLink)))
			r.Get("/members", s.limited(s.sessionLimit, s.asMember(s.getMembers)))
			r.Patch("/members/{user}", s.limited(s.sessionLimit, s.asMember(s.patchMember)))
			r.Delete("/members/{user}", s.limited(s.sessionLimit, s.asMember(s.deleteMember)))
			r.Put("/owner", s.limited(s.sessionLimit, s.asMember(s.putOwner)))
			r.Get("/snapshots/{snapshot}", s.asMember(s.getSnapshot))
			r.Get("/authors", s.limited(s.sessionLimit, s.asMember(s.getAuthors)))
			r.Post("/assets", s.limited(s.uploadLimit, s.asMember(s.postAsset)))
			r.Get("/assets/{asset}", s.asMember(s.getAsset))
			r.Get("/export", s.limited(s.boardLimit, s.asMember(s.getExport)))
			r.Get("/log", s.limited(s.boardLimit, s.asReplayer(s.getLog)))
			r.Get("/state", s.limited(s.momentLimit, s.asReplayer(s.getState)))
			r.Post("/strikes", s.limited(s.boardLimit, s.asMember(s.postStrike)))
			r.Get("/embedding", s.limited(s.sessionLimit, s.asMember(s.getEmbedding)))
			r.Put("/embedding", s.limited(s.boardLimit, s.asMember(s.putEmbedding)))
			r.Get("/strikes", s.limited(s.sessionLimit, s.asMember(s.getStrikes)))
		})
	})
	return r
}
