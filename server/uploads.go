package server

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/server/raster"
)

const (
	// uploadsAtOnce, uploadsByAddress and uploadsByUser bound the files that lie beside the database while they arrive; who sends more
	// at once is told to come again in a moment.
	uploadsAtOnce    = 64
	uploadsByAddress = 32
	uploadsByUser    = 4
	// silence is how long nothing of an upload may arrive before it is given up, and longest how long all of it may take.
	silence = 20 * time.Second
	longest = 20 * time.Minute
)

// uploads takes bytes in: from a socket into a file without a name, hashed on the way, so that neither their number nor slow lines take memory.
type uploads struct {
	caps *caps
	most int64 // bytes of one; 0: any
}

func newUploads(limits Limits) *uploads {
	at := Limits{Connections: uploadsAtOnce, PerAddress: uploadsByAddress, PerUser: uploadsByUser}
	return &uploads{newCaps(at), limits.AssetBytes}
}

// upload is what has arrived: bytes in a file that goes with its last use.
type upload struct {
	*os.File
	hash board.AssetHash
	size int64
}

// take begins an upload, or says that it cannot be now.
func (u *uploads) take(from netip.Addr, user board.UserID) (free func(), err error) {
	free, ok := u.caps.take(from, user)
	if !ok {
		return nil, errBusy
	}
	return free, nil
}

// receive reads the body into a file. Whoever sends no picture hears so after the first bytes.
func (u *uploads) receive(w http.ResponseWriter, r *http.Request) (got *upload, err error) {
	if r.Header.Get("Content-Encoding") != "" {
		return nil, errImageKind
	}
	if u.most > 0 && r.ContentLength > u.most {
		return nil, errImageBytes
	}
	file, err := os.CreateTemp("", "drawingroom-upload-")
	if err != nil {
		return nil, fmt.Errorf("taking an upload in: %w", err)
	}
	defer func() {
		if err != nil {
			_ = file.Close()
		}
	}()
	_ = os.Remove(file.Name()) // where files in use cannot be removed, it stays until the system cleans up
	body := u.body(w, r)
	head := make([]byte, raster.Head)
	n, err := io.ReadFull(body, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, uploadError(err)
	}
	if !raster.Known(head[:n]) {
		return nil, errImageKind
	}
	sum := sha256.New()
	both := io.MultiWriter(file, sum)
	if _, err = both.Write(head[:n]); err != nil {
		return nil, fmt.Errorf("taking an upload in: %w", err)
	}
	rest, err := io.Copy(both, body)
	if err != nil {
		return nil, uploadError(err)
	}
	return &upload{file, board.AssetHash(sum.Sum(nil)), int64(n) + rest}, nil
}

// body is the request's body, limited in bytes and in time.
func (u *uploads) body(w http.ResponseWriter, r *http.Request) io.Reader {
	body := r.Body
	if u.most > 0 {
		body = http.MaxBytesReader(w, body, u.most)
	}
	return &patient{body, http.NewResponseController(w), time.Now().Add(longest)}
}

// patient reads from whoever goes on sending.
type patient struct {
	io.Reader
	line *http.ResponseController
	end  time.Time
}

func (p *patient) Read(b []byte) (int, error) {
	until := time.Now().Add(silence)
	if until.After(p.end) {
		until = p.end
	}
	_ = p.line.SetReadDeadline(until) // recorders in tests have no deadline
	n, err := p.Reader.Read(b)
	if errors.Is(err, io.EOF) {
		_ = p.line.SetReadDeadline(time.Time{}) // see readBody
	}
	return n, err
}

// uploadError tells a body that is too large from one that did not come.
func uploadError(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return errImageBytes
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrDeadlineExceeded):
		return errForm
	}
	return bodyError(err)
}

// announced reads the hash that the request says its body has (RFC 9530): "sha-256=:…:".
func announced(r *http.Request) (board.AssetHash, bool) {
	var hash board.AssetHash
	text, ok := strings.CutPrefix(r.Header.Get("Content-Digest"), "sha-256=:")
	text, ends := strings.CutSuffix(text, ":")
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if !ok || !ends || err != nil || len(raw) != len(hash) {
		return hash, false
	}
	return board.AssetHash(raw), true
}
