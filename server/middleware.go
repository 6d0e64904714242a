package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/go-chi/chi/v5/middleware"
)

type requestIDKey struct{}

// requestID returns the id that stands beside a request in the log and in its answer.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// withRequestID draws an id for each request. One that arrives is not taken over: it could say anything.
func withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var b [8]byte
		_, _ = rand.Read(b[:])
		id := hex.EncodeToString(b[:])
		w.Header().Set("X-Request-Id", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id)))
	})
}

// withAccessLog writes a line a request: no headers, no query, no body, so no secret can get into it. Files of the front end, the probes of
// whoever watches the server, and what is said and heard on a connection by requests (a socket's frames are not written either) are debug.
func (s *Server) withAccessLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := s.now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		defer func() {
			s.metrics.answered(r, ww.Status(), s.now().Sub(begun))
			level := slog.LevelDebug
			api := strings.HasPrefix(r.URL.Path, "/api/") && !strings.Contains(r.URL.Path, "/streams/")
			if api || ww.Status() >= 500 && !s.draining.Load() {
				level = slog.LevelInfo
			}
			s.log.LogAttrs(r.Context(), level, "request",
				slog.String("id", requestID(r.Context())), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", ww.Status()), slog.Int("bytes", ww.BytesWritten()),
				slog.Duration("took", s.now().Sub(begun)), slog.String("from", s.door.proxies.client(r).String()))
		}()
		next.ServeHTTP(ww, r)
	})
}

// withRecover turns a panic into a 500, so that one request cannot take the others with it.
func (s *Server) withRecover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			broke := recover()
			if broke == nil {
				return
			}
			if broke == http.ErrAbortHandler { // the way to break off an answer that has begun
				panic(broke)
			}
			s.log.ErrorContext(r.Context(), "panic", "id", requestID(r.Context()), "path", r.URL.Path, "what", broke, "stack", string(debug.Stack()))
			writeProblem(w, errInternal)
		}()
		next.ServeHTTP(w, r)
	})
}

// withDeadlines bounds how long an answer may take to leave, and how long a body may take to arrive: also one that nobody here looks at, since
// net/http reads it before it lets go of the answer. Streams push the one on as they go, uploads the other; sockets are free of both once they are upgraded.
func withDeadlines(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		line := http.NewResponseController(w)
		_ = line.SetWriteDeadline(time.Now().Add(answerTime)) // recorders in tests have no deadline
		if r.ContentLength != 0 {
			_ = line.SetReadDeadline(time.Now().Add(bodyTime))
		}
		next.ServeHTTP(w, r)
	})
}

// answerTime is how long an answer, or a page of a stream, may take to leave.
const answerTime = 60 * time.Second

// withHost refuses names that are not ours.
func (s *Server) withHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.door.admitsHost(r.Host) {
			writeProblem(w, errHost)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// withOrigin refuses requests of other sites that could change something: by the door's rule, and by what the browser itself says
// of where a request comes from (Sec-Fetch-Site).
func (s *Server) withOrigin(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	for public := range s.door.public {
		// They were read by parseOrigin, which makes ports explicit; browsers leave out those that are usual.
		usual := map[bool]string{true: ":443", false: ":80"}[strings.HasPrefix(public, "https:")]
		_ = errors.Join(cross.AddTrustedOrigin(public), cross.AddTrustedOrigin(strings.TrimSuffix(public, usual)))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
		if !safe && (!s.door.admitsOrigin(r) || cross.Check(r) != nil) {
			writeProblem(w, errOrigin)
			return
		}
		next.ServeHTTP(w, r)
	})
}
