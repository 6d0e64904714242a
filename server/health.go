package server

import (
	"context"
	"net/http"
	"time"
)

// readyTime is how long the store may take to say that it is there.
const readyTime = 2 * time.Second

// live says that the process answers.
func (s *Server) live(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{"status": "live"})
}

// readiness says whether this node wants new work: not while it stops, and not while its store is away.
func (s *Server) readiness(w http.ResponseWriter, r *http.Request) {
	if s.draining.Load() {
		writeProblem(w, errBusy)
		return
	}
	if err := s.storeAnswers(r.Context()); err != nil {
		s.log.WarnContext(r.Context(), "not ready", "error", err)
		writeProblem(w, errNoStore)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{"status": "ready"})
}

// storeAnswers asks the store whether it is there.
func (s *Server) storeAnswers(ctx context.Context) error {
	if s.ready == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, readyTime)
	defer cancel()
	return s.ready(ctx)
}
