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

// foldedBefore is errFolded, with the first moment that is left.
type foldedBefore struct{ first board.Seq }

func (f foldedBefore) Error() string { return errFolded.Error() }
func (f foldedBefore) Unwrap() error { return errFolded }

// badOrigin is errOrigins, with the one that does not fit.
type badOrigin struct{ text string }

func (b badOrigin) Error() string { return errOrigins.Error() }
func (b badOrigin) Unwrap() error { return errOrigins }

func (p problem) Error() string { return p.code + ": " + p.message }

// The answers. A new one is a line here; nothing else in this package writes a status of 400 or more.
var (
	errForm          = problem{http.StatusBadRequest, "form", "The request is not put together as it must be."}
	errMoment        = problem{http.StatusBadRequest, "bad_moment", "A moment is the number of a change, from 1, or a time in milliseconds since 1970: a whole number below 2^53."}
	errWhichMoment   = problem{http.StatusBadRequest, "which_moment", "Say which moment, once: by seq or by time, and not by both."}
	errStretch       = problem{http.StatusBadRequest, "bad_stretch", "A stretch goes from a moment to a later one, both by number (from, to) or both by time (since, until)."}
	errName          = problem{http.StatusUnprocessableEntity, "bad_name", "A name has 1 to 60 characters, none of them invisible or controlling."}
	errColour        = problem{http.StatusUnprocessableEntity, "bad_colour", "There is no such colour."}
	errTitle         = problem{http.StatusUnprocessableEntity, "bad_title", "A title has at most 200 characters, no line breaks and no invisible ones."}
	errRole          = problem{http.StatusUnprocessableEntity, "bad_role", "A link gives the role viewer or editor."}
	errExpires       = problem{http.StatusUnprocessableEntity, "bad_expiry", "A link runs out in the future: milliseconds since 1970, or 0 for never."}
	errPassword      = problem{http.StatusUnprocessableEntity, "bad_password", "A password has 4 to 100 characters."}
	errPreferences   = problem{http.StatusUnprocessableEntity, "bad_preferences", "Preferences are a JSON object."}
	errHistory       = problem{http.StatusUnprocessableEntity, "bad_history", "The history is open to viewers, editors or the owner: say viewer, editor or owner."}
	errKeep          = problem{http.StatusUnprocessableEntity, "bad_keep", "A history is kept for ever or for 1 to 3650 days: say all, or a number."}
	errOrigins       = problem{http.StatusUnprocessableEntity, "bad_origins", "A site is written like https://example.org, at most 20 of them; http is for this machine and local networks."}
	errDigest        = problem{http.StatusUnprocessableEntity, "bad_digest", "The bytes that arrived are not those that were announced; send them again."}
	errImageBroken   = problem{http.StatusUnprocessableEntity, "image_damaged", "The picture is damaged or cut short."}
	errImageTail     = problem{http.StatusUnprocessableEntity, "image_tail", "The file is more than a picture: something else follows it."}
	errImageLarge    = problem{http.StatusUnprocessableEntity, "image_large", "The picture has more pixels or frames than a board may show."}
	errNoChange      = problem{http.StatusUnprocessableEntity, "no_change", "There is no such change in the history of this board."}
	errSignIn        = problem{http.StatusUnauthorized, "sign_in", "Say who you are first."}
	errToken         = problem{http.StatusUnauthorized, "bad_token", "The key is not valid, or has run out; take a new one."}
	errForbidden     = problem{http.StatusForbidden, "forbidden", "You may not do that on this board."}
	errNeedPassword  = problem{http.StatusForbidden, "need_password", "This link asks for a password."}
	errWrongPassword = problem{http.StatusForbidden, "wrong_password", "That is not the password."}
	errRemoved       = problem{http.StatusForbidden, "removed", "The owner of this board has taken you off it."}
	errNoReplay      = problem{http.StatusForbidden, "no_replay", "The history of this board is not open to you; its owner decides who may see it."}
	errMembersOnly   = problem{http.StatusForbidden, "members_only", "Only members of this server may make boards."}
	errAdminsOnly    = problem{http.StatusForbidden, "admins_only", "Only whoever runs this server may make boards."}
	errHosted        = problem{http.StatusForbidden, "hosted", "Your name and your colour come from the application that you came by."}
	errOrigin        = problem{http.StatusForbidden, "origin", "Requests from other sites are not answered."}
	errHost          = problem{http.StatusForbidden, "host", "The server does not go by that name; start it with --public-url."}
	errNotFound      = problem{http.StatusNotFound, "not_found", "There is nothing here."}
	errNoBoard       = problem{http.StatusNotFound, "no_board", "There is no such board, or you may not know of it."}
	errNobody        = problem{http.StatusNotFound, "no_person", "There is no such person on this board."}
	errBeyond        = problem{http.StatusNotFound, "beyond", "The board has not had so many changes."}
	errUnborn        = problem{http.StatusNotFound, "unborn", "The board had not begun at that time."}
	errFolded        = problem{http.StatusGone, "folded", "What you ask for is older than what this board's history keeps; its owner says for how long that is."}
	errAdminLink     = problem{http.StatusNotFound, "no_admin_link", "This link has been used already, or has run out."}
	errNoStream      = problem{http.StatusNotFound, "no_stream", "That connection is over; open another."}
	errElsewhere     = problem{http.StatusMisdirectedRequest, "elsewhere", "Another server of this site holds that connection; ask again."}
	errTurn          = problem{http.StatusConflict, "turn", "Another request of this connection comes before this one."}
	errMethod        = problem{http.StatusMethodNotAllowed, "method", "That cannot be done with this address."}
	errChanged       = problem{http.StatusConflict, "changed", "It has been changed meanwhile; read it again."}
	errStands        = problem{http.StatusConflict, "stands", "The first change of a board, its settings, cannot be struck out, and neither can the marks of what was."}
	errOwner         = problem{http.StatusConflict, "owner", "The owner of a board hands it over first."}
	errManyLinks     = problem{http.StatusConflict, "many_links", "This board has as many links as it may have; revoke one first."}
	errExpired       = problem{http.StatusGone, "link_expired", "This link has run out."}
	errNotTrashed    = problem{http.StatusConflict, "not_in_trash", "Move the board to the trash first."}
	errTrashed       = problem{http.StatusGone, "trashed", "The owner of this board has moved it to the trash."}
	errThumbnail     = problem{http.StatusUnprocessableEntity, "bad_thumbnail", "A small picture of a board is a PNG of at most 640 by 400 pixels and 512 KiB, of a theme (light or dark) and the seq that it shows."}
	errTooLarge      = problem{http.StatusRequestEntityTooLarge, "too_large", "The request is too large."}
	errImageBytes    = problem{http.StatusRequestEntityTooLarge, "image_bytes", "The file is larger than a picture on a board may be."}
	errImageKind     = problem{http.StatusUnsupportedMediaType, "image_kind", "By its bytes this is no picture that a board can show: PNG, JPEG, WebP, AVIF and GIF are."}
	errContentType   = problem{http.StatusUnsupportedMediaType, "content_type", "Send JSON (application/json), not compressed."}
	errUnlike        = problem{http.StatusPreconditionFailed, "unlike", "It is not what the request takes it for."}
	errRange         = problem{http.StatusRequestedRangeNotSatisfiable, "range", "It has no such bytes."}
	errUpgrade       = problem{http.StatusUpgradeRequired, "version", "Connect with a WebSocket that speaks drawingroom.v1."}
	errTooFast       = problem{http.StatusTooManyRequests, "too_fast", "Too many requests; try again in a moment."}
	errTries         = problem{http.StatusTooManyRequests, "tries", "Too many wrong passwords; wait a minute."}
	errTooMany       = problem{http.StatusTooManyRequests, "too_many", "Too many connections; try again in a moment."}
	errFull          = problem{http.StatusInsufficientStorage, "full", "The pictures of this board take all the room they may; there is none for another."}
	errInternal      = problem{http.StatusInternalServerError, "internal", "Something went wrong on the server."}
	errQuarantined   = problem{http.StatusServiceUnavailable, "quarantined", "This board has been put aside by whoever runs the server. Nothing of it is lost."}
	errUnreadable    = problem{http.StatusServiceUnavailable, "unreadable", "This board cannot be read at the moment. Nothing of it is thrown away; whoever runs the server can look at it."}
	errNoStore       = problem{http.StatusServiceUnavailable, "no_store", "The server does not reach its database; it goes on by itself when that is back."}
	errFormat        = problem{http.StatusNotImplemented, "format", "Only JSON is spoken here."}
	errBusy          = problem{http.StatusServiceUnavailable, "busy", "The server is busy or stopping; try again in a moment."}
)

// byError says how an error of the parts below is answered. The first that fits counts; what is not listed is our fault.
var byError = []struct {
	err    error
	answer problem
}{
	{board.ErrNoBoard, errNoBoard},
	{board.ErrNotFound, errNotFound},
	{board.ErrRights, errForbidden},
	{board.ErrExpired, errExpired},
	{board.ErrGuarded, errNeedPassword},
	{board.ErrRemoved, errRemoved},
	{board.ErrManyLinks, errManyLinks},
	{board.ErrFull, errFull},
	{board.ErrFolded, errFolded},
	{board.ErrStands, errStands},
	{raster.ErrKind, errImageKind},
	{raster.ErrDamaged, errImageBroken},
	{raster.ErrTail, errImageTail},
	{raster.ErrLarge, errImageLarge},
	{board.ErrChanged, errChanged},
	{board.ErrBusy, errBusy},
	{board.ErrUnknown, errBusy},
	{board.ErrQuarantined, errQuarantined},
	{board.ErrTrashed, errTrashed},
	{board.ErrOwner, errOwner},
	{board.ErrUnreadable, errUnreadable},
	{auth.ErrPassword, errPassword},
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
func writeProblem(w http.ResponseWriter, p problem) { writeProblemOf(w, p, nil) }

// writeProblemOf sends with it what else the error tells: the first moment that can be asked for, or the site that does not fit.
func writeProblemOf(w http.ResponseWriter, p problem, err error) {
	var left foldedBefore
	var bad badOrigin
	errors.As(err, &left)
	errors.As(err, &bad)
	if p.status == http.StatusTooManyRequests || p.status == http.StatusServiceUnavailable {
		wait := "2"
		if p.code == errTries.code {
			wait = "60"
		}
		w.Header().Set("Retry-After", wait)
	}
	type body struct {
		Code    string    `json:"code"`
		Message string    `json:"message"`
		First   board.Seq `json:"first,omitempty"`
		Origin  string    `json:"origin,omitempty"`
	}
	writeJSON(w, p.status, map[string]body{"error": {p.code, p.message, left.first, bad.text}})
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
