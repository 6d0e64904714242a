package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"time"

	"drawingroom/auth"
	"drawingroom/rooms/board"
	"drawingroom/server/raster"
	"drawingroom/server/redraw"
)

// The bounds of a small picture: pixels of its sides, and bytes as it arrives.
const (
	thumbnailWidth  = 640
	thumbnailHeight = 400
	thumbnailBytes  = 512 << 10
)

// Thumbnails is what the HTTP routes need of a database for small pictures of boards.
type Thumbnails interface {
	// SaveThumbnail keeps the newest for each theme. ErrNoBoard, ErrRights, ErrTrashed; one that is not the newest, or not of this history any more: ErrChanged.
	SaveThumbnail(ctx context.Context, id board.ID, by board.UserID, p board.Thumbnail) error
	// Thumbnail returns it; none: ErrNotFound.
	Thumbnail(ctx context.Context, id board.ID, theme board.Theme) (board.Thumbnail, error)
}

// putThumbnail keeps a small picture of the board as it was at ?seq=, on the paper of ?theme=. What it shows is taken from its pixels alone: it is encoded afresh.
func (s *Server) putThumbnail(w http.ResponseWriter, r *http.Request, m member) error {
	if !auth.May(m.role, auth.Draw) {
		return errForbidden
	}
	p, ok := thumbnailAsked(r)
	if !ok || r.Header.Get("Content-Encoding") != "" {
		return errThumbnail
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // recorders in tests have no deadline
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, thumbnailBytes))
	if err != nil {
		return bodyError(err)
	}
	fresh, is, err := redraw.Afresh(body, raster.Limits{Pixels: thumbnailWidth * thumbnailHeight, Side: thumbnailWidth})
	if err != nil || is.Height > thumbnailHeight {
		return errThumbnail
	}
	p.Type, p.Width, p.Height, p.Bytes = is.Type, is.Width, is.Height, fresh
	if err := s.boards.SaveThumbnail(r.Context(), m.board, m.user, p); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func thumbnailAsked(r *http.Request) (p board.Thumbnail, ok bool) {
	seq, err := strconv.ParseInt(r.URL.Query().Get("seq"), 10, 64)
	p.Seq, p.Theme = board.Seq(seq), board.Theme(r.URL.Query().Get("theme"))
	return p, err == nil && seq >= 1 && seq <= mostMoment && p.Theme.Known()
}

// getThumbnail serves the board's small picture on the paper of ?theme= (light if none is asked for), to who may look at the board. To who may not see the past, only
// while it shows the board as it is.
func (s *Server) getThumbnail(w http.ResponseWriter, r *http.Request, m member) error {
	theme := board.Theme(r.URL.Query().Get("theme"))
	if theme == "" {
		theme = board.Light
	}
	info, err := s.boards.Info(r.Context(), m.board, m.user)
	if err != nil {
		return err
	}
	p, err := s.Thumbnail(r.Context(), info, theme)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(p.Bytes)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("Cache-Control", "private, no-cache") // it may be struck out, and so may the right to see it
	h.Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", p.Type)
	h.Set("Content-Length", strconv.Itoa(len(p.Bytes)))
	_, _ = w.Write(p.Bytes)
	return nil
}

// Thumbnail returns a board's small picture for somebody with a role on it, as info says. None, or one that shows a past they may not see: board.ErrNotFound.
func (s *Server) Thumbnail(ctx context.Context, info board.Info, theme board.Theme) (board.Thumbnail, error) {
	if !theme.Known() {
		return board.Thumbnail{}, board.ErrNotFound
	}
	p, err := s.boards.Thumbnail(ctx, info.ID, theme)
	if err == nil && !showsNow(info, p.Seq) {
		err = board.ErrNotFound
	}
	if err != nil {
		return board.Thumbnail{}, err
	}
	return p, nil
}

// showsNow says whether a picture of a seq shows no more than its asker may see.
func showsNow(info board.Info, seq board.Seq) bool {
	return seq > 0 && (seq >= info.Head || auth.MayReplay(info.Role, info.Replay))
}
