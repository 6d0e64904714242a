package server

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"drawingroom/rooms/board"
	"drawingroom/server/raster"
)

// Assets is what the HTTP routes need of a database for the bytes of boards' pictures.
type Assets interface {
	// SaveAsset keeps an asset of a.Size bytes, once a board; fresh says whether it was new. ErrNoBoard, ErrRights, ErrFull.
	SaveAsset(ctx context.Context, a board.NewAsset, body io.Reader) (fresh bool, err error)
	// Asset tells of an asset of a board; none: ErrNotFound.
	Asset(ctx context.Context, id board.ID, hash board.AssetHash) (board.Asset, error)
	// AssetPart returns one part of its bytes (see board.AssetPart); none: ErrNotFound.
	AssetPart(ctx context.Context, id board.ID, hash board.AssetHash, part int) ([]byte, error)
}

// assetBody is an asset as it is told.
type assetBody struct {
	Asset  string `json:"asset"`
	Type   string `json:"type"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int64  `json:"bytes"`
}

// postAsset keeps a picture's bytes on the board: 201 when they are new there, 200 when they were there already. What it is, is decided by
// the bytes; what the request says of their kind is not looked at.
func (s *Server) postAsset(w http.ResponseWriter, r *http.Request, m member) error {
	if !m.role.MayEdit() {
		return errForbidden
	}
	hash, ok := announced(r)
	if !ok {
		return errForm
	}
	free, err := s.uploads.take(bucket(s.door.proxies.client(r)), m.user)
	if err != nil {
		return err
	}
	defer free()
	got, err := s.uploads.receive(w, r)
	if err != nil {
		return err
	}
	defer got.Close()
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime)) // the sending may have taken long
	if got.hash != hash {
		return errDigest
	}
	asset, err := s.examined(got)
	if err != nil {
		return err
	}
	fresh, err := s.keep(r.Context(), asset, m, got)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if fresh {
		status = http.StatusCreated
	}
	writeJSON(w, status, assetBody{hex.EncodeToString(hash[:]), asset.Type, asset.Width, asset.Height, asset.Size})
	return nil
}

// examined says what picture has arrived.
func (s *Server) examined(got *upload) (board.Asset, error) {
	if _, err := got.Seek(0, io.SeekStart); err != nil {
		return board.Asset{}, fmt.Errorf("reading an upload: %w", err)
	}
	image, err := raster.Examine(got, got.size, s.pictures)
	return board.Asset{Hash: got.hash, Type: image.Type, Width: image.Width, Height: image.Height, Size: got.size}, err
}

func (s *Server) keep(ctx context.Context, asset board.Asset, m member, got *upload) (fresh bool, err error) {
	if _, err := got.Seek(0, io.SeekStart); err != nil {
		return false, fmt.Errorf("reading an upload: %w", err)
	}
	return s.assets.SaveAsset(ctx, board.NewAsset{
		Asset: asset, Board: m.board, By: m.user, Now: s.now().UnixMilli(), Quota: s.assetRoom,
	}, got)
}

// getAsset serves a picture's bytes to members of its board. They are named by their hash and never change. Whatever else the bytes may
// pass for, they are inert: the type is the one they were found to have and browsers are told not to guess another, the policy of the API
// lets a page made of them do nothing, and who opens their address gets a file.
func (s *Server) getAsset(w http.ResponseWriter, r *http.Request, m member) error {
	hash, ok := assetHash(chi.URLParam(r, "asset"))
	if !ok {
		return errNotFound
	}
	asset, err := s.assets.Asset(r.Context(), m.board, hash)
	if err != nil {
		return err
	}
	name := hex.EncodeToString(hash[:])
	h := w.Header()
	h.Set("Content-Type", asset.Type)
	h.Set("Cache-Control", "private, max-age=31536000, immutable")
	h.Set("ETag", `"`+name+`"`)
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.%s"`, name[:16], strings.TrimPrefix(asset.Type, "image/")))
	body := &assetReader{ctx: r.Context(), from: s.assets, board: m.board, asset: asset, part: -1, line: http.NewResponseController(w)}
	serveBytes(w, r, body)
	if body.broken != nil && r.Context().Err() == nil { // the answer has begun: that it breaks off is all there is left to say
		s.log.ErrorContext(r.Context(), "asset broken off", "id", requestID(r.Context()), "error", body.broken)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// assetHash reads the name of an asset, in its one spelling.
func assetHash(name string) (board.AssetHash, bool) {
	var hash board.AssetHash
	if len(name) != hex.EncodedLen(len(hash)) || strings.ToLower(name) != name {
		return hash, false
	}
	_, err := hex.Decode(hash[:], []byte(name))
	return hash, err == nil
}

// assetReader reads an asset's bytes, a part at a time, and gives the answer more time with each.
type assetReader struct {
	ctx    context.Context
	from   Assets
	board  board.ID
	asset  board.Asset
	line   *http.ResponseController
	at     int64
	part   int // of which bytes are held; -1: none yet
	bytes  []byte
	broken error // why reading failed
}

func (a *assetReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += a.at
	case io.SeekEnd:
		offset += a.asset.Size
	}
	if offset < 0 {
		return a.at, errors.New("before the beginning")
	}
	a.at = offset
	return offset, nil
}

func (a *assetReader) Read(into []byte) (int, error) {
	if a.at >= a.asset.Size {
		return 0, io.EOF
	}
	part, within := int(a.at/board.AssetPart), int(a.at%board.AssetPart)
	if part != a.part {
		bytes, err := a.from.AssetPart(a.ctx, a.board, a.asset.Hash, part)
		if err == nil && within >= len(bytes) {
			err = fmt.Errorf("part %d of an asset is too short", part)
		}
		if err != nil {
			a.broken = err
			return 0, err
		}
		a.part, a.bytes = part, bytes
		_ = a.line.SetWriteDeadline(time.Now().Add(answerTime)) // recorders in tests have no deadline
	}
	n := copy(into, a.bytes[within:])
	a.at += int64(n)
	return n, nil
}
