package server

import (
	"encoding/binary"
	"net"
	"sync"
)

// writeBuffer is what an idle connection keeps to write with, in bytes: the head of a frame and a beat.
const writeBuffer = 64

// gather stands below a tiny bufio.Writer: it holds back the beginning of a frame until the rest comes, which the Writer does
// not copy, so that a frame is one system call. net/http would leave a buffer of 4 KiB for that.
type gather struct {
	conn  net.Conn
	held  [writeBuffer]byte
	holds int
	left  int64 // bytes of the frame under way that have not come yet
}

// Write takes the beginning of a frame, with all of its head, or what follows.
func (g *gather) Write(p []byte) (int, error) {
	if g.left == 0 {
		g.left = frameLength(p)
	}
	g.left -= int64(len(p))
	switch {
	case g.holds > 0:
		held := g.held[:g.holds]
		g.holds = 0
		return len(p), g.both(held, p)
	case g.left > 0 && len(p) <= writeBuffer:
		g.holds = copy(g.held[:], p)
		return len(p), nil
	}
	return g.conn.Write(p)
}

// both writes two parts at once: a short frame through a buffer that is borrowed for the moment, which costs less CPU.
func (g *gather) both(a, b []byte) error {
	if len(a)+len(b) > shortFrame {
		parts := net.Buffers{a, b}
		_, err := parts.WriteTo(g.conn)
		return err
	}
	lent := lentBuffers.Get().(*[shortFrame]byte)
	defer lentBuffers.Put(lent)
	_, err := g.conn.Write(append(append(lent[:0], a...), b...))
	return err
}

// shortFrame is the size of the buffers that all connections share, in bytes.
const shortFrame = 4 << 10

var lentBuffers = sync.Pool{New: func() any { return new([shortFrame]byte) }}

// frameLength is how long the frame is that begins with p: head and payload, in bytes (RFC 6455, section 5.2; a server masks nothing).
func frameLength(p []byte) int64 {
	switch length := p[1] & 0x7f; length {
	case 126:
		return 4 + int64(binary.BigEndian.Uint16(p[2:]))
	case 127:
		return 10 + int64(binary.BigEndian.Uint64(p[2:]))
	default:
		return 2 + int64(length)
	}
}
