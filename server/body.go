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
	// maxBody is the largest body of a request that carries no more than a title and a name, in bytes.
	maxBody = 8 << 10
	// bodyTime is how long a body may take to arrive.
	bodyTime = 10 * time.Second
)

// readStrings reads a JSON object whose values are strings, each name at most once and one of allowed. No body counts as {}.
func readStrings(w http.ResponseWriter, r *http.Request, allowed ...string) (map[string]string, error) {
	if r.Body == nil || r.ContentLength == 0 {
		return map[string]string{}, nil
	}
	members, err := readObject(w, r, maxBody, 2)
	if err != nil {
		return nil, err
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

// readObject reads a JSON object of at most so many bytes, nested no deeper than depth (itself is one deep).
func readObject(w http.ResponseWriter, r *http.Request, most int64, depth int) ([]strict.Member, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "application/json" || r.Header.Get("Content-Encoding") != "" {
		return nil, errContentType
	}
	text, err := readBody(w, http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		return nil, err
	}
	if strict.Check(text, depth) != nil {
		return nil, errForm
	}
	members, ok := strict.Object(text)
	if !ok {
		return nil, errForm
	}
	return members, nil
}

// readBody reads a body that is limited already, in bodyTime.
func readBody(w http.ResponseWriter, body io.Reader) ([]byte, error) {
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Now().Add(bodyTime)) // recorders in tests have no deadline
	text, err := io.ReadAll(body)                      // net/http takes the deadline away with the last byte (TestWorkMayTakeLongerThanItsBody)
	if err != nil {
		return nil, bodyError(err)
	}
	return text, nil
}

// bodyError keeps "too large" and turns every other failure to read into a matter of form: the client's, not ours.
func bodyError(err error) error {
	if p, ours := answerFor(err); !ours {
		return p
	}
	return errForm
}
