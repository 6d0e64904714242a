package bench

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"

	"drawingroom/rooms/wire"
)

// enter opens a socket on a room and says hello; what comes after the welcome is still to be read.
func (p *person) enter(ctx context.Context, r room, buffer int) (*socket, wire.Welcome, error) {
	s, err := p.target.dial(ctx, "/api/v1/boards/"+r.ID+"/socket", p.token, buffer)
	if err != nil {
		return nil, wire.Welcome{}, err
	}
	hello := wire.AppendClient(nil, wire.Hello{Client: pageLoad()})
	s.write(wire.Frame(hello))
	welcome, err := s.welcome()
	if err != nil {
		s.close()
	}
	return s, welcome, err
}

// pageLoad draws a client id (W10).
func pageLoad() wire.ClientSecret {
	id := make([]byte, 16)
	_, _ = rand.Read(id)
	return wire.ClientSecret(base64.RawURLEncoding.EncodeToString(id))
}

func (s *socket) welcome() (wire.Welcome, error) {
	for {
		frame, err := s.read(nil)
		if err != nil {
			return wire.Welcome{}, err
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			return wire.Welcome{}, bad
		}
		if w, ok := messages[0].(wire.Welcome); ok {
			return w, nil
		}
		if len(messages) > 1 {
			return wire.Welcome{}, fmt.Errorf("no welcome: %.200s", frame)
		}
	}
}

var beat = []byte(`[{"t":"beat"}]`)

// answered answers a beat (W17), which may have come together with more, and says whether it was all that the frame held.
func (s *socket) answered(frame []byte) bool {
	if bytes.Contains(frame, beat[1:len(beat)-1]) { // within a string its quotes would be escaped
		s.write(beat)
	}
	return len(frame) == len(beat) && bytes.Equal(frame, beat)
}
