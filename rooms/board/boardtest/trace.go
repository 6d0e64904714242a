package boardtest

import (
	"encoding/hex"
	"errors"
	"strings"

	"drawingroom/rooms/board"
)

// Line is one line of a trace: a change, and what came of it. It is written as JSON.
type Line struct {
	// New: a new, empty board begins here; the line says nothing else.
	New    bool   `json:"new,omitempty"`
	Author int64  `json:"author,omitempty"`
	Raw    string `json:"raw,omitempty"`
	Log    bool   `json:"log,omitempty"`
	// Verdict is "accepted", a code of codes.json, or "unreadable" for what strict JSON is not.
	Verdict string `json:"verdict,omitempty"`
	// Digest is of the canonical encoding, where the change could be decoded.
	Digest string `json:"digest,omitempty"`
	// Effects are there when the change was applied: accepted, or from the log.
	Effects []string `json:"effects,omitempty"`
	// State and Paint are the state hash, and the digest of the paint order (ids joined by line breaks): every HashEvery applied changes.
	State string `json:"state,omitempty"`
	Paint string `json:"paint,omitempty"`
}

// HashEvery is after how many applied changes a line holds the state's hash.
const HashEvery = 50

// Door is a board with the door before it, as a room has it: it says what comes of each change.
type Door struct {
	Board *board.Board
	seq   board.Seq
}

// NewDoor returns an empty board's door.
func NewDoor() *Door { return &Door{Board: board.New()} }

// Ask decodes, judges and applies a change. What comes from the log is not judged.
func (d *Door) Ask(asked Asked) Line {
	line := Line{Author: asked.Author, Raw: asked.Raw, Log: asked.Log, Verdict: "accepted"}
	change, err := board.DecodeChange(board.Version, []byte(asked.Raw))
	var refusal *board.Refusal
	switch {
	case errors.As(err, &refusal):
		line.Verdict = refusal.Code
		return line
	case err != nil:
		line.Verdict = "unreadable"
		return line
	}
	digest := board.Digest(board.AppendChange(nil, change))
	line.Digest = hex.EncodeToString(digest[:])
	if refusal := board.Judge(change); refusal != nil {
		line.Verdict = refusal.Code
		if !asked.Log {
			return line
		}
	}
	d.seq++
	for _, effect := range d.Board.Apply(board.Stamp{Seq: d.seq, Author: board.Author(asked.Author)}, change.Ops) {
		line.Effects = append(line.Effects, EffectText(effect))
	}
	if d.seq%HashEvery == 0 {
		line.State = d.Board.Hash().String()
		line.Paint = PaintDigest(d.Board)
	}
	return line
}

// EffectText is an effect in a word or two: "done", "part circle", "nothing grave".
func EffectText(e board.Effect) string {
	return strings.TrimSuffix(e.Did.String()+" "+string(e.Why), " ")
}

// PaintDigest is the digest of the paint order.
func PaintDigest(b *board.Board) string {
	var text strings.Builder
	for _, id := range b.PaintOrder() {
		text.WriteString(string(id))
		text.WriteByte('\n')
	}
	digest := board.Digest([]byte(text.String()))
	return hex.EncodeToString(digest[:])
}

// ChangesABoard is after how many changes a trace begins a new board.
const ChangesABoard = 2000

// Trace draws a trace of so many changes and hands each line to write, until it fails.
func Trace(seed uint64, changes int, write func(Line) error) error {
	var source *Source
	var door *Door
	for i := range changes {
		if i%ChangesABoard == 0 {
			source, door = NewSource(seed+uint64(i), true), NewDoor()
			if err := write(Line{New: true}); err != nil {
				return err
			}
		}
		if err := write(door.Ask(source.Next())); err != nil {
			return err
		}
	}
	return nil
}
