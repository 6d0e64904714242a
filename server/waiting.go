package server

import (
	"log/slog"
	"net/http"
	"path"
	"sync/atomic"
)

// Waiting answers in a server's place until there is one: the process lives (/livez), wants no work (/readyz), and says why to everybody else.
// So a database that is away when the program starts is nothing a person has to see to.
type Waiting struct {
	log  *slog.Logger
	over atomic.Pointer[Server]
}

// NewWaiting returns one that waits.
func NewWaiting(log *slog.Logger) *Waiting { return &Waiting{log: log} }

// Become hands everything that comes from now on to s.
func (w *Waiting) Become(s *Server) { w.over.Store(s) }

// ServeHTTP answers one request.
func (w *Waiting) ServeHTTP(to http.ResponseWriter, r *http.Request) {
	switch s := w.over.Load(); {
	case s != nil:
		s.ServeHTTP(to, r)
	case path.Base(r.URL.Path) == "livez": // under whatever path its pages lie
		writeJSON(to, http.StatusOK, map[string]string{"status": "live"})
	default:
		writeProblem(to, errNoStore)
	}
}

// Private answers what is for who runs the server, once there is one.
func (w *Waiting) Private() http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		if s := w.over.Load(); s != nil {
			s.private.ServeHTTP(to, r)
			return
		}
		w.ServeHTTP(to, r)
	})
}

// HTTP returns an http.Server around it, as Server.HTTP.
func (w *Waiting) HTTP() *http.Server { return around(w, w.log) }
