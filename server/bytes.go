package server

import (
	"io"
	"net/http"
	"time"
)

// serveBytes sends bytes, or the ranges of them that are asked for, under the headers that are set. A range or a condition that cannot be met is
// refused like everything else: net/http would do so in a word, or without one.
func serveBytes(w http.ResponseWriter, r *http.Request, body io.ReadSeeker) {
	http.ServeContent(&refusing{ResponseWriter: w}, r, "", time.Time{}, body)
}

// refusing writes our own refusals in the stead of those of http.ServeContent.
type refusing struct {
	http.ResponseWriter
	refused bool
}

var refusals = map[int]problem{http.StatusPreconditionFailed: errUnlike, http.StatusRequestedRangeNotSatisfiable: errRange}

func (w *refusing) WriteHeader(status int) {
	answer, refused := refusals[status]
	if !refused {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.refused = true
	for _, ofTheBytes := range []string{"Content-Encoding", "Content-Length", "Content-Disposition", "ETag", "Cache-Control", "Last-Modified"} {
		w.Header().Del(ofTheBytes)
	}
	writeProblem(w.ResponseWriter, answer)
}

func (w *refusing) Write(text []byte) (int, error) {
	if w.refused {
		return len(text), nil
	}
	return w.ResponseWriter.Write(text)
}

// Unwrap lets deadlines reach the connection.
func (w *refusing) Unwrap() http.ResponseWriter { return w.ResponseWriter }
