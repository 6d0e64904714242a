package raster

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
)

// cursor reads on and knows how many bytes are left.
type cursor struct {
	r    *bufio.Reader
	left int64
}

// read fills bytes.
func (c *cursor) read(into []byte) error {
	n, err := io.ReadFull(c.r, into)
	c.left -= int64(n)
	return err
}

// take returns the next n bytes; n is small.
func (c *cursor) take(n int) ([]byte, error) {
	b := make([]byte, n)
	return b, c.read(b)
}

func (c *cursor) byte() (byte, error) {
	b, err := c.r.ReadByte()
	if err == nil {
		c.left--
	}
	return b, err
}

func (c *cursor) big16() (int, error) {
	b, err := c.take(2)
	return int(binary.BigEndian.Uint16(b)), err
}

func (c *cursor) big32() (int64, error) {
	b, err := c.take(4)
	return int64(binary.BigEndian.Uint32(b)), err
}

func (c *cursor) little32() (int64, error) {
	b, err := c.take(4)
	return int64(binary.LittleEndian.Uint32(b)), err
}

// skip goes over n bytes. More than are left is known at once.
func (c *cursor) skip(n int64) error {
	if n < 0 || n > c.left {
		return io.ErrUnexpectedEOF
	}
	for n > 0 {
		gone, err := c.r.Discard(int(min(n, 1<<20)))
		c.left -= int64(gone)
		n -= int64(gone)
		if err != nil {
			return err
		}
	}
	return nil
}

// past goes behind the next byte of this value.
func (c *cursor) past(b byte) error {
	for {
		some, err := c.r.ReadSlice(b)
		c.left -= int64(len(some))
		if !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
	}
}
