package raster

import (
	"encoding/binary"
	"slices"
)

// beginsAVIF looks for the box that names the file's brands (ISO/IEC 14496-12); other kinds of file begin with it, too.
func beginsAVIF(head []byte) bool { return len(head) >= 12 && string(head[4:8]) == "ftyp" }

const (
	// maxMeta bounds the description of an AVIF, in bytes.
	maxMeta = 1 << 20
	// maxBrands bounds the list of brands, in bytes.
	maxBrands = 1 << 10
)

// readAVIF goes over the boxes of the file; the size stands in the description (meta) as those of its pictures, the whole being the largest.
func readAVIF(c *cursor, l *look) error {
	data := false
	for first := true; c.left > 0; first = false {
		kind, length, err := box(c)
		if err != nil {
			return err
		}
		switch {
		case data && !known(kind): // after the picture comes anything but another box
			return ErrTail
		case first != (kind == "ftyp"):
			return ErrDamaged
		}
		if length > c.left {
			return ErrDamaged
		}
		switch kind {
		case "ftyp":
			err = avifBrands(c, length)
		case "meta":
			err = avifMeta(c, l, length)
		default:
			data = data || kind == "mdat"
			err = c.skip(length)
		}
		if err != nil {
			return err
		}
	}
	if !data {
		return ErrDamaged
	}
	return nil
}

// known says whether a box has its place at the top of a picture's file.
func known(kind string) bool {
	return slices.Contains([]string{"meta", "mdat", "moov", "free", "skip", "uuid", "pdin", "sidx"}, kind)
}

// box reads the head of a box; length is that of what follows in it.
func box(c *cursor) (kind string, length int64, err error) {
	length, err = c.big32()
	if err != nil {
		return "", 0, err
	}
	name, err := c.take(4)
	if err != nil {
		return "", 0, err
	}
	switch length {
	case 0: // to the end of the file
		return string(name), c.left, nil
	case 1:
		long, err := c.take(8)
		if err != nil {
			return "", 0, err
		}
		length = int64(binary.BigEndian.Uint64(long)) - 16 //nolint:gosec // what is beyond an int64 is negative, and refused
	default:
		length -= 8
	}
	if length < 0 {
		return "", 0, ErrDamaged
	}
	return string(name), length, nil
}

func avifBrands(c *cursor, length int64) error {
	if length < 8 || length > maxBrands {
		return ErrKind
	}
	brands, err := c.take(int(length))
	if err != nil {
		return err
	}
	for at := 0; at+4 <= len(brands); at += 4 {
		if at == 4 { // a version stands there
			continue
		}
		if b := string(brands[at : at+4]); b == "avif" || b == "avis" {
			return nil
		}
	}
	return ErrKind
}

// avifMeta looks for the sizes in meta/iprp/ipco/ispe.
func avifMeta(c *cursor, l *look, length int64) error {
	if length > maxMeta || length < 4 {
		return ErrDamaged
	}
	body, err := c.take(int(length))
	if err != nil {
		return err
	}
	width, height := 0, 0
	for _, properties := range within(body[4:], "iprp", "ipco") {
		for _, size := range boxesIn(properties, "ispe") {
			if len(size) < 12 {
				return ErrDamaged
			}
			w, h := binary.BigEndian.Uint32(size[4:]), binary.BigEndian.Uint32(size[8:])
			if w > 1<<30 || h > 1<<30 {
				return ErrLarge
			}
			width, height = max(width, int(w)), max(height, int(h))
		}
	}
	return l.size(width, height)
}

// within follows a path of boxes.
func within(body []byte, path ...string) [][]byte {
	found := [][]byte{body}
	for _, kind := range path {
		var next [][]byte
		for _, one := range found {
			next = append(next, boxesIn(one, kind)...)
		}
		found = next
	}
	return found
}

// boxesIn returns what the boxes of a kind hold; it ends where the bytes are not boxes.
func boxesIn(body []byte, kind string) [][]byte {
	var found [][]byte
	for len(body) >= 8 {
		length := int64(binary.BigEndian.Uint32(body))
		if length < 8 || length > int64(len(body)) {
			break
		}
		if string(body[4:8]) == kind {
			found = append(found, body[8:length])
		}
		body = body[length:]
	}
	return found
}
