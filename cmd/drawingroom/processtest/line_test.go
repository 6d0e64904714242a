package processtest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"

	"github.com/coder/websocket"
)

// line carries a page's frames, as a browser's transport does.
type line interface {
	// say sends a frame, or will.
	say(ctx context.Context, frame []byte) error
	// hear returns the next frame. An end that the server told is a websocket.CloseError, on every kind of line.
	hear(ctx context.Context) ([]byte, error)
	// idle says that all that was said has left.
	idle() bool
	close()
}

// dial opens a line to a board at an address.
type dial func(ctx context.Context, address string, id board.ID, token string) (line, error)

// lines are the kinds there are, by name.
var lines = map[string]dial{"socket": dialSocket, "stream": dialStream, "poll": dialPoll}

// kinds are their names.
var kinds = slices.Sorted(maps.Keys(lines))

type socketLine struct{ *websocket.Conn }

func dialSocket(ctx context.Context, address string, id board.ID, token string) (line, error) {
	ctx, cancel := context.WithTimeout(ctx, dialTime)
	defer cancel()
	socket, _, err := websocket.Dial(ctx, strings.Replace(address, "http", "ws", 1)+"/api/v1/boards/"+string(id)+"/socket",
		&websocket.DialOptions{Subprotocols: []string{wire.V2.Protocol(), wire.V1.Protocol(), "jwt." + token}})
	if err != nil {
		return nil, err
	}
	socket.SetReadLimit(4 << 20)
	return socketLine{socket}, nil
}

// dialTime is how long a line may take to open.
const dialTime = 5 * time.Second

func (s socketLine) say(ctx context.Context, frame []byte) error {
	return s.Write(ctx, websocket.MessageText, frame)
}

func (s socketLine) hear(ctx context.Context) ([]byte, error) {
	_, frame, err := s.Read(ctx)
	return frame, err
}

func (s socketLine) idle() bool { return true }

func (s socketLine) close() { s.CloseNow() }
