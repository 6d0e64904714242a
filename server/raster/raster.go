// Package raster says what picture some bytes are, by the bytes alone: PNG, JPEG, WebP, AVIF or GIF, how many pixels it has, and
// whether it is whole. Nothing is decoded: heads and lengths are read, and what would be too much is refused before anybody unpacks it.
//
// Refused is, beside what is no such picture: what is cut short or contradicts itself; what has more pixels, frames or passes than the
// limits; and what goes on after the picture's end, which is how one file is made to be a picture to one reader and a page, an archive
// or a script to another. Bytes within a picture that mean nothing to it (comments, metadata) stay: they are inert where a file is only
// ever served as what it was found to be.
package raster

import (
	"bufio"
	"errors"
	"io"
)

// Image is a picture as its head tells of it.
type Image struct {
	Type          string // its media type
	Width, Height int    // pixels as they are stored: a photo may ask to be turned when it is shown
}

// Limits bound a picture. 0: any.
type Limits struct {
	Pixels int64 // of the whole picture
	Side   int   // of its longer side
}

// Why bytes are refused.
var (
	// ErrKind: no picture of a kind that is taken.
	ErrKind = errors.New("not a picture of a known kind")
	// ErrDamaged: the picture is cut short, or contradicts itself.
	ErrDamaged = errors.New("the picture is damaged or cut short")
	// ErrLarge: it has more pixels or frames than the limits allow, or takes more work to unpack.
	ErrLarge = errors.New("the picture is too large")
	// ErrTail: the file goes on after the picture's end.
	ErrTail = errors.New("something follows the picture")
)

const (
	// maxFrames bounds a moving picture: minutes of one. Frames may take a byte each, and the whole screen's work.
	maxFrames = 2_000
	// maxScans bounds the passes of a progressive JPEG, each of which goes over all pixels; cameras and programs write about ten.
	maxScans = 200
	// maxInflated bounds what the packed texts and profiles of a PNG come to, in bytes.
	maxInflated = 32 << 20
)

// Head is how many bytes Known needs.
const Head = 16

// Known says whether bytes begin like a picture of a known kind: of those that do not, the rest need not be waited for.
func Known(head []byte) bool { return formatOf(head) != nil }

// format is one kind of picture. A new one is a new file and one line here.
type format struct {
	kind   string
	begins func(head []byte) bool
	read   func(c *cursor, l *look) error
}

var formats = []format{
	{"image/png", beginsPNG, readPNG},
	{"image/jpeg", beginsJPEG, readJPEG},
	{"image/gif", beginsGIF, readGIF},
	{"image/webp", beginsWebP, readWebP},
	{"image/avif", beginsAVIF, readAVIF},
}

func formatOf(head []byte) *format {
	for i := range formats {
		if formats[i].begins(head) {
			return &formats[i]
		}
	}
	return nil
}

// Examine reads size bytes and says what picture they are. One of the errors above, or what the reader says.
func Examine(r io.Reader, size int64, limits Limits) (Image, error) {
	c := &cursor{r: bufio.NewReaderSize(io.LimitReader(r, size), 64<<10), left: size}
	head, err := c.r.Peek(int(min(Head, size)))
	if err != nil {
		return Image{}, cutShort(err)
	}
	f := formatOf(head)
	if f == nil {
		return Image{}, ErrKind
	}
	l := &look{limits: limits}
	if err := f.read(c, l); err != nil {
		return Image{}, cutShort(err)
	}
	switch {
	case l.width == 0 || l.height == 0:
		return Image{}, ErrDamaged
	case c.left > 0:
		return Image{}, ErrTail
	}
	return Image{f.kind, l.width, l.height}, nil
}

// cutShort turns an end that came too soon into ErrDamaged.
func cutShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrDamaged
	}
	return err
}

// look is what is found out about a picture.
type look struct {
	limits        Limits
	width, height int
	frames, scans int
}

// size notes the picture's size, once.
func (l *look) size(width, height int) error {
	if width <= 0 || height <= 0 || l.width != 0 {
		return ErrDamaged
	}
	side := max(width, height)
	if l.limits.Side > 0 && side > l.limits.Side || l.limits.Pixels > 0 && int64(width)*int64(height) > l.limits.Pixels {
		return ErrLarge
	}
	l.width, l.height = width, height
	return nil
}

// frame counts one more frame of a moving picture.
func (l *look) frame() error {
	if l.frames++; l.frames > maxFrames {
		return ErrLarge
	}
	return nil
}
