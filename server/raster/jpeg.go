package raster

import "encoding/binary"

func beginsJPEG(head []byte) bool {
	return len(head) > 3 && head[0] == 0xff && head[1] == 0xd8 && head[2] == 0xff
}

const (
	soi  = 0xd8 // start of image
	eoi  = 0xd9 // end of image
	sos  = 0xda // start of a scan: packed pixels follow
	rst0 = 0xd0 // restarts, within the pixels
	rst7 = 0xd7
	tem  = 0x01
)

// readJPEG goes from marker to marker (ITU-T T.81, annex B), from SOI to EOI.
func readJPEG(c *cursor, l *look) error {
	if err := c.skip(2); err != nil {
		return err
	}
	for {
		marker, err := jpegMarker(c)
		for err == nil && marker == sos {
			if err = jpegSegment(c, l, marker); err == nil {
				marker, err = jpegPixels(c, l)
			}
		}
		switch {
		case err != nil:
			return err
		case marker == eoi:
			if l.scans == 0 {
				return ErrDamaged
			}
			return nil
		case marker == soi || marker == tem || marker >= rst0 && marker <= rst7:
			return ErrDamaged
		}
		if err := jpegSegment(c, l, marker); err != nil {
			return err
		}
	}
}

// jpegMarker reads a marker and the fill bytes before it.
func jpegMarker(c *cursor) (byte, error) {
	b, err := c.byte()
	if err != nil {
		return 0, err
	}
	if b != 0xff {
		return 0, ErrDamaged
	}
	for b == 0xff {
		if b, err = c.byte(); err != nil {
			return 0, err
		}
	}
	return b, nil
}

func jpegSegment(c *cursor, l *look, marker byte) error {
	length, err := c.big16()
	if err != nil {
		return err
	}
	if length < 2 {
		return ErrDamaged
	}
	rest := int64(length - 2)
	if isFrame := marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc; !isFrame {
		return c.skip(rest)
	}
	// Baseline, extended and progressive with Huffman codes: no browser shows the others.
	if marker > 0xc2 {
		return ErrKind
	}
	if rest < 6 {
		return ErrDamaged
	}
	head, err := c.take(6)
	if err != nil {
		return err
	}
	if err := l.size(int(binary.BigEndian.Uint16(head[3:])), int(binary.BigEndian.Uint16(head[1:]))); err != nil {
		return err
	}
	return c.skip(rest - 6)
}

// jpegPixels goes over the packed pixels of a scan, and returns the marker that ends them.
func jpegPixels(c *cursor, l *look) (marker byte, err error) {
	if l.scans++; l.scans > maxScans {
		return 0, ErrLarge
	}
	if l.width == 0 {
		return 0, ErrDamaged
	}
	for {
		if err := c.past(0xff); err != nil {
			return 0, err
		}
		b := byte(0xff)
		for b == 0xff { // fill bytes
			if b, err = c.byte(); err != nil {
				return 0, err
			}
		}
		if b != 0 && (b < rst0 || b > rst7) {
			return b, nil
		}
	}
}
