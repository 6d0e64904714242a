package server

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"net"
	"testing"
)

// wireConn keeps each write by itself.
type wireConn struct {
	net.Conn
	writes [][]byte
}

func (c *wireConn) Write(p []byte) (int, error) {
	c.writes = append(c.writes, bytes.Clone(p))
	return len(p), nil
}

// framed is a text frame as a server writes it.
func framed(length int) (head, payload []byte) {
	head = []byte{0x81, byte(length)}
	switch {
	case length > 0xffff:
		head = binary.BigEndian.AppendUint64([]byte{0x81, 127}, uint64(length))
	case length > 125:
		head = binary.BigEndian.AppendUint16([]byte{0x81, 126}, uint16(length))
	}
	return head, bytes.Repeat([]byte{'x'}, length)
}

// Nothing is written before the whole frame is there, whatever its length, and nothing stays behind.
func TestAFrameIsWrittenAtOnce(t *testing.T) {
	for _, length := range []int{0, 1, 61, 62, 63, 64, 65, 124, 125, 126, 127, 128, 200, 4096, 0xffff, 0x10000, 300_000} {
		conn := &wireConn{}
		w := bufio.NewWriterSize(&gather{conn: conn}, writeBuffer)
		for turn := range 3 {
			head, payload := framed(length)
			conn.writes = nil
			for _, b := range head {
				w.WriteByte(b)
			}
			if len(conn.writes) > 0 {
				t.Fatalf("%d bytes, frame %d: the head was written alone", length, turn)
			}
			w.Write(payload)
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
			// What TCP takes as one call comes here as one call for each part.
			if got := bytes.Join(conn.writes, nil); !bytes.Equal(got, append(head, payload...)) || len(conn.writes) > 2 {
				t.Errorf("%d bytes, frame %d: %d bytes in %d writes", length, turn, len(got), len(conn.writes))
			}
		}
	}
}
