package rooms

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"drawingroom/rooms/board"
)

// Packed is the body of a snapshot's resource, the canonical form, as it may be sent. Its bytes never change and must not be written to.
type Packed struct {
	reg *Registry
	id  board.ID
	res *resource
}

// Gzip returns the body by gzip, which every browser reads.
func (p Packed) Gzip() []byte { return p.res.body }

// Zstd returns the body by zstd, which is a little smaller and unpacked in a third of the time. Browsers take it over HTTPS only, so it is
// made when it is asked for; nobody waits for that: who asks too early gets nil, and takes Gzip.
func (p Packed) Zstd() []byte {
	if body := p.res.zstd.Load(); body != nil {
		return *body
	}
	if p.res.asked.CompareAndSwap(false, true) {
		p.reg.begin(func() { p.reg.repack(p.id, p.res) })
	}
	return nil
}

// repack makes the zstd body of a resource out of its gzip body. Where that fails, everybody goes on with the first.
func (r *Registry) repack(id board.ID, res *resource) {
	r.encoders <- struct{}{}
	defer func() { <-r.encoders }()
	form, err := unzip(res.body)
	if err != nil {
		return
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(zstdWindow))
	if err != nil {
		return
	}
	r.shelf.add(id, res, w.EncodeAll(form, make([]byte, 0, len(res.body))))
}

const (
	gzipLevel = 3 // within a hundredth as small as 6, in a quarter of the time
	// zstdWindow is the largest window that browsers take, in bytes (RFC 9659).
	zstdWindow = 8 << 20
)

func zip(form []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzipLevel)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(form); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

func unzip(body []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
