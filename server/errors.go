package server

import (
	"encoding/json"
	"errors"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
	"drawingroom/server/raster"
)

// problem is what a request is answered with when it cannot be done: a status, a code for programs, a sentence for people.
type problem struct {
	status  int
	code    string
	message string
}

func (p problem) Error() string { return p.code + ": " + p.message }

// The answers. A new one is a line here; nothing else in this package writes a status of 400 or more.
var (
	errForm        = problem{http.StatusBadRequest, "form", "The request is not put together as it must be."}
	errName        = problem{http.StatusUnprocessableEntity, "bad_name", "A name has 1 to 60 characters, none of them invisible or controlling."}
	errColour      = problem{http.StatusUnprocessableEntity, "bad_colour", "There is no such colour."}
	errTitle       = problem{http.StatusUnprocessableEntity, "bad_title", "A title has at most 200 characters, no line breaks and no invisible ones."}
	errRole        = problem{http.StatusUnprocessableEntity, "bad_role", "A link gives the role viewer or editor."}
	errDigest      = problem{http.StatusUnprocessableEntity, "bad_digest", "The bytes that arrived are not those that were announced; send them again."}
	errImageBroken = problem{http.StatusUnprocessableEntity, "image_damaged", "The picture is damaged or cut short."}
	errImageTail   = problem{http.StatusUnprocessableEntity, "image_tail", "The file is more than a picture: something else follows it."}
	errImageLarge  = problem{http.StatusUnprocessableEntity, "image_large", "The picture has more pixels or frames than a board may show."}
	errSignIn      = problem{http.StatusUnauthorized, "sign_in", "Say who you are first."}
	errToken       = problem{http.StatusUnauthorized, "bad_token", "The key is not valid, or has run out; take a new one."}
	errForbidden   = problem{http.StatusForbidden, "forbidden", "You may not do that on this board."}
	errMayNotMake  = problem{http.StatusForbidden, "members_only", "Only members of this server may make boards."}
	errOrigin      = problem{http.StatusForbidden, "origin", "Requests from other sites are not answered."}
	errHost        = problem{http.StatusForbidden, "host", "The server does not go by that name; start it with --public-url."}
	errNotFound    = problem{http.StatusNotFound, "not_found", "There is nothing here."}
	errNoBoard     = problem{http.StatusNotFound, "no_board", "There is no such board, or you may not know of it."}
	errMethod      = problem{http.StatusMethodNotAllowed, "method", "That cannot be done with this address."}
	errTooLarge    = problem{http.StatusRequestEntityTooLarge, "too_large", "The request is too large."}
	errImageBytes  = problem{http.StatusRequestEntityTooLarge, "image_bytes", "The file is larger than a picture on a board may be."}
	errImageKind   = problem{http.StatusUnsupportedMediaType, "image_kind", "By its bytes this is no picture that a board can show: PNG, JPEG, WebP, AVIF and GIF are."}
	errContentType = problem{http.StatusUnsupportedMediaType, "content_type", "Send JSON (application/json), not compressed."}
	errUpgrade     = problem{http.StatusUpgradeRequired, "version", "Connect with a WebSocket that speaks drawingroom.v1."}
	errTooFast     = problem{http.StatusTooManyRequests, "too_fast", "Too many requests; try again in a moment."}
	errTooMany     = problem{http.StatusTooManyRequests, "too_many", "Too many connections; try again in a moment."}
	errFull        = problem{http.StatusInsufficientStorage, "full", "The pictures of this board take all the room they may; there is none for another."}
	errInternal    = problem{http.StatusInternalServerError, "internal", "Something went wrong on the server."}
	errBusy        = problem{http.StatusServiceUnavailable, "busy", "The server is busy or stopping; try again in a moment."}
)

// byError says how an error of the parts below is answered. The first that fits counts; what is not listed is our fault.
var byError = []struct {
	err    error
	answer problem
}{
	{board.ErrNoBoard, errNoBoard},
	{board.ErrNotFound, errNotFound},
	{board.ErrRights, errForbidden},
	{board.ErrFull, errFull},
	{raster.ErrKind, errImageKind},
	{raster.ErrDamaged, errImageBroken},
	{raster.ErrTail, errImageTail},
	{raster.ErrLarge, errImageLarge},
	{board.ErrBusy, errBusy},
	{board.ErrUnknown, errBusy},
	{auth.ErrName, errName},
	{auth.ErrColour, errColour},
	{auth.ErrToken, errToken},
}

// answerFor turns any error into an answer. ours is true where the log should hold the error.
func answerFor(err error) (p problem, ours bool) {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &p):
		return p, false
	case errors.As(err, &large):
		return errTooLarge, false
	}
	for _, row := range byError {
		if errors.Is(err, row.err) {
			return row.answer, false
		}
	}
	return errInternal, true
}

// writeProblem sends an answer as {"error":{"code","message"}}.
func writeProblem(w http.ResponseWriter, p problem) {
	if p.status == http.StatusTooManyRequests || p.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	type body struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	writeJSON(w, p.status, map[string]body{"error": {p.code, p.message}})
}

// writeJSON sends a value. Nothing of the API is kept by a cache unless its route says so.
func writeJSON(w http.ResponseWriter, status int, v any) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the client may have gone; there is nobody to tell
}
