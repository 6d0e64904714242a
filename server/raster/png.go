package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

func beginsPNG(head []byte) bool { return bytes.HasPrefix(head, []byte(pngSignature)) }

// readPNG goes from chunk to chunk (PNG specification, section 5), each with its checksum, from IHDR to IEND.
func readPNG(c *cursor, l *look) error {
	if err := c.skip(int64(len(pngSignature))); err != nil {
		return err
	}
	pixels, inflated := false, int64(0)
	for first := true; ; first = false {
		length, err := c.big32()
		if err != nil {
			return err
		}
		kind, err := c.take(4)
		if err != nil {
			return err
		}
		if length > c.left || first != (string(kind) == "IHDR") {
			return ErrDamaged
		}
		sum := crc32.NewIEEE()
		sum.Write(kind)
		if err := pngChunk(c, l, string(kind), length, sum, &inflated); err != nil {
			return err
		}
		told, err := c.big32()
		if err != nil {
			return err
		}
		if told != int64(sum.Sum32()) {
			return ErrDamaged
		}
		pixels = pixels || string(kind) == "IDAT"
		if string(kind) == "IEND" {
			if !pixels {
				return ErrDamaged
			}
			return nil
		}
	}
}

func pngChunk(c *cursor, l *look, kind string, length int64, sum io.Writer, inflated *int64) error {
	switch kind {
	case "IHDR":
		body, err := c.take(13)
		if err != nil || length != 13 {
			return ErrDamaged
		}
		sum.Write(body)
		return l.size(int(int32(binary.BigEndian.Uint32(body))), int(int32(binary.BigEndian.Uint32(body[4:])))) //nolint:gosec // beyond an int32 it is not a size
	case "fcTL":
		if err := l.frame(); err != nil {
			return err
		}
	case "iCCP", "zTXt", "iTXt":
		return pngPacked(c, kind, length, sum, inflated)
	}
	n, err := io.CopyN(sum, c.r, length)
	c.left -= n
	return err
}

// maxPacked is the longest packed text that is looked into, in bytes; real profiles have some thousands.
const maxPacked = 4 << 20

// pngPacked unpacks a text or profile as far as the limit, to see that it is none of those that fill the memory of whoever reads them.
func pngPacked(c *cursor, kind string, length int64, sum io.Writer, inflated *int64) error {
	if length > maxPacked {
		return ErrLarge
	}
	body, err := c.take(int(length))
	if err != nil {
		return err
	}
	sum.Write(body)
	packed := packedIn(kind, body)
	if packed == nil {
		return nil
	}
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil // no reader unpacks it either
	}
	n, _ := io.CopyN(io.Discard, r, maxInflated-*inflated+1)
	if *inflated += n; *inflated > maxInflated {
		return ErrLarge
	}
	return nil
}

// packedIn finds the packed part of a text or profile; nil for none.
func packedIn(kind string, body []byte) []byte {
	_, rest, found := bytes.Cut(body, []byte{0})
	if !found || len(rest) < 2 {
		return nil
	}
	if kind != "iTXt" {
		return rest[1:]
	}
	if rest[0] == 0 {
		return nil // not packed
	}
	parts := bytes.SplitN(rest[2:], []byte{0}, 3)
	return parts[len(parts)-1]
}
