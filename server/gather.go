package server

import (
	"encoding/binary"
	"net"
)

// writeBuffer is what an idle connection keeps to write with, in bytes: the head of a frame and a beat.
const writeBuffer = 64

// gather stands below a tiny bufio.Writer: it holds back the beginning of a frame until the rest comes, which the Writer does
// not copy, so that a frame is one system call. net/http would leave a buffer of 4 KiB for that.
type gather struct {
	conn  net.Conn
	held  [writeBuffer]byte
	left  int64 // bytes of the frame under way that have not come yet
	parts [2][]byte
	both  net.Buffers
	holds int
}

// Write takes the beginning of a frame, with all of its head, or what follows.
func (g *gather) Write(p []byte) (int, error) {
	if g.left == 0 {
		g.left = frameLength(p)
	}
	g.left -= int64(len(p))
	switch {
	case g.holds == 0 && g.left > 0 && len(p) <= writeBuffer:
		g.holds = copy(g.held[:], p)
		return len(p), nil
	case g.holds == 0:
		return g.conn.Write(p)
	}
	g.parts = [2][]byte{g.held[:g.holds], p}
	g.both, g.holds = g.parts[:], 0
	_, err := g.both.WriteTo(g.conn)
	g.parts, g.both = [2][]byte{}, nil
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

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
