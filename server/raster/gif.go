package raster

import (
	"bytes"
	"encoding/binary"
)

func beginsGIF(head []byte) bool {
	return bytes.HasPrefix(head, []byte("GIF87a")) || bytes.HasPrefix(head, []byte("GIF89a"))
}

// readGIF goes from block to block (GIF89a specification), from the screen's description to the trailer.
func readGIF(c *cursor, l *look) error {
	if err := c.skip(6); err != nil {
		return err
	}
	screen, err := c.take(7)
	if err != nil {
		return err
	}
	if err := l.size(int(binary.LittleEndian.Uint16(screen)), int(binary.LittleEndian.Uint16(screen[2:]))); err != nil {
		return err
	}
	if err := c.skip(gifColours(screen[4])); err != nil {
		return err
	}
	for {
		b, err := c.byte()
		if err != nil {
			return err
		}
		switch b {
		case 0x21: // an extension: its label and its parts
			err = c.skip(1)
		case 0x2c:
			err = gifFrame(c, l)
		case 0x3b: // the trailer
			if l.frames == 0 {
				return ErrDamaged
			}
			return nil
		default:
			return ErrDamaged
		}
		if err != nil {
			return err
		}
		if err := gifParts(c); err != nil {
			return err
		}
	}
}

// gifColours is how many bytes the table of colours takes that the flags announce.
func gifColours(flags byte) int64 {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// gifFrame reads the head of a frame.
func gifFrame(c *cursor, l *look) error {
	if err := l.frame(); err != nil {
		return err
	}
	head, err := c.take(9)
	if err != nil {
		return err
	}
	right := int(binary.LittleEndian.Uint16(head)) + int(binary.LittleEndian.Uint16(head[4:]))
	bottom := int(binary.LittleEndian.Uint16(head[2:])) + int(binary.LittleEndian.Uint16(head[6:]))
	if right > l.width || bottom > l.height { // decoders make their screen larger for it
		return ErrDamaged
	}
	return c.skip(gifColours(head[8]) + 1)
}

// gifParts goes over parts of up to 255 bytes, to the empty one.
func gifParts(c *cursor) error {
	for {
		n, err := c.byte()
		if err != nil || n == 0 {
			return err
		}
		if err := c.skip(int64(n)); err != nil {
			return err
		}
	}
}
