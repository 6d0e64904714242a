package wire

import "drawingroom/rooms/board"

// Close is a row of codes.json, closes.
type Close struct {
	Name     string
	Code     int
	ComeBack bool
	Why      string
}

// The closes by name; each is read from codes.json.
var (
	GoingAway, Restart, TryLater, Timeout, TokenExpired, Moved, Slow, Superseded, Fault, Flood Close
	Protocol, TooBig, VersionClose, Forbidden, NoBoard, ClientTaken                            Close
)

// Reason is the close's reason, at most 123 bytes; inMS > 0 adds the hint of W51.
func (c Close) Reason(inMS int64) string { panic("todo") }

// ItemHeader is an Item without its change (AppendItem).
type ItemHeader struct {
	Seq    board.Seq
	Author board.Author
	Client board.Client
	N      int64
	Time   int64
}
