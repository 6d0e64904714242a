package server

import (
	"io"
	"mime"
	"net/http"
	"slices"
	"time"

	"drawingroom/rooms/board/strict"
)

const (
	// maxBody is the largest request body, in bytes: no request carries more than a title and a name.
	maxBody = 8 << 10
	// bodyTime is how long a body may take to arrive.
	bodyTime = 10 * time.Second
)

// readStrings reads a JSON object whose values are strings, each name at most once and one of allowed. No body counts as {}.
func readStrings(w http.ResponseWriter, r *http.Request, allowed ...string) (map[string]string, error) {
	if r.Body == nil || r.ContentLength == 0 {
		return map[string]string{}, nil
	}
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" || r.Header.Get("Content-Encoding") != "" {
		return nil, errContentType
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // recorders in tests have no deadline
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, bodyError(err)
	}
	if strict.Check(text, 2) != nil {
		return nil, errForm
	}
	members, ok := strict.Object(text)
	if !ok {
		return nil, errForm
	}
	found := make(map[string]string, len(members))
	for _, m := range members {
		value, isString := strict.String(m.Raw)
		if !isString || !slices.Contains(allowed, m.Key) {
			return nil, errForm
		}
		found[m.Key] = value
	}
	return found, nil
}

// bodyError keeps "too large" and turns every other failure to read into a matter of form: the client's, not ours.
func bodyError(err error) error {
	if p, ours := answerFor(err); !ours {
		return p
	}
	return errForm
}
