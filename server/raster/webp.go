package raster

import (
	"bytes"
	"encoding/binary"
)

func beginsWebP(head []byte) bool {
	return len(head) >= 12 && bytes.HasPrefix(head, []byte("RIFF")) && string(head[8:12]) == "WEBP"
}

// readWebP goes from chunk to chunk of the RIFF file (RFC 9649).
func readWebP(c *cursor, l *look) error {
	if err := c.skip(4); err != nil {
		return err
	}
	length, err := c.little32()
	if err != nil {
		return err
	}
	if length > c.left || length < 4 {
		return ErrDamaged
	}
	after := c.left - length
	if err := c.skip(4); err != nil {
		return err
	}
	w := webp{cursor: c, look: l}
	for c.left > after {
		if err := w.chunk(); err != nil {
			return err
		}
	}
	if !w.pixels || c.left != after {
		return ErrDamaged
	}
	return nil
}

// webp is a file being read. In one with a VP8X the canvas is told there, and what follows must fit onto it.
type webp struct {
	*cursor
	*look
	canvas, pixels bool
}

func (w *webp) chunk() error {
	kind, err := w.take(4)
	if err != nil {
		return err
	}
	length, err := w.little32()
	if err != nil {
		return err
	}
	end := w.left - length - length%2
	if end < 0 {
		return ErrDamaged
	}
	switch string(kind) {
	case "VP8X":
		err = w.extended(length)
	case "VP8 ":
		err = w.lossy(length)
	case "VP8L":
		err = w.lossless(length)
	case "ANMF":
		err = w.animated(length)
	}
	if err != nil {
		return err
	}
	return w.skip(w.left - end)
}

func (w *webp) extended(length int64) error {
	if length < 10 {
		return ErrDamaged
	}
	head, err := w.take(10)
	if err != nil {
		return err
	}
	w.canvas = true
	return w.size(1+little24(head[4:]), 1+little24(head[7:]))
}

func little24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }

// still notes pixels: they are the picture's size, or that of its canvas.
func (w *webp) still(width, height int) error {
	if w.pixels {
		return ErrDamaged
	}
	w.pixels = true
	if !w.canvas {
		return w.size(width, height)
	}
	if width != w.width || height != w.height {
		return ErrDamaged
	}
	return nil
}

func (w *webp) lossy(length int64) error {
	if length < 10 {
		return ErrDamaged
	}
	head, err := w.take(10)
	if err != nil {
		return err
	}
	if head[0]&1 != 0 || string(head[3:6]) != "\x9d\x01\x2a" {
		return ErrDamaged
	}
	return w.still(int(binary.LittleEndian.Uint16(head[6:])&0x3fff), int(binary.LittleEndian.Uint16(head[8:])&0x3fff))
}

func (w *webp) lossless(length int64) error {
	if length < 5 {
		return ErrDamaged
	}
	head, err := w.take(5)
	if err != nil {
		return err
	}
	bits := binary.LittleEndian.Uint32(head[1:])
	if head[0] != 0x2f {
		return ErrDamaged
	}
	return w.still(int(bits&0x3fff)+1, int(bits>>14&0x3fff)+1)
}

// animated looks at a frame; its own pixels lie within its chunk and are no more than it says.
func (w *webp) animated(length int64) error {
	if length < 16 || !w.canvas {
		return ErrDamaged
	}
	head, err := w.take(16)
	if err != nil {
		return err
	}
	w.pixels = true
	if 2*little24(head)+1+little24(head[6:]) > w.width || 2*little24(head[3:])+1+little24(head[9:]) > w.height {
		return ErrDamaged
	}
	return w.frame()
}
