package wire

import (
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

var strokeFrame = []byte(`[{"t":"change","n":5,"step":"abcdefghij012345","ops":[{"op":"put","id":"abcdefghij012345","props":{"at":[12000,34000],` +
	`"colour":"ink","kind":"stroke","order":"a0Vx","pen":true,"points":[` + strings.Repeat("12,-7,50,16,", 49) + `12,-7,50,16],"thickness":400}}]}]`)

func BenchmarkDecodeStroke(b *testing.B) {
	b.SetBytes(int64(len(strokeFrame)))
	b.ReportAllocs()
	for b.Loop() {
		messages, err := DecodeClientFrame(strokeFrame)
		if err != nil || messages[0].(Change).Bad != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeCursor(b *testing.B) {
	frame := []byte(`[{"t":"presence","cursor":[123456,-7890]}]`)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeClientFrame(frame); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendCursors(b *testing.B) {
	var m PresenceNews
	for i := range 200 {
		m.Cursors = append(m.Cursors, CursorNews{SessionID("a" + string(rune('a'+i%26))), &Point{int64(i) * 1000, -5000}})
	}
	buf := make([]byte, 0, 8<<10)
	b.ReportAllocs()
	for b.Loop() {
		buf = AppendServer(buf[:0], m)
	}
	b.ReportMetric(float64(len(buf))/200, "bytes/cursor")
}

func BenchmarkAppendItem(b *testing.B) {
	messages, err := DecodeClientFrame(strokeFrame)
	if err != nil {
		b.Fatal(err)
	}
	payload := messages[0].(Change).Payload
	buf := make([]byte, 0, 4<<10)
	b.ReportAllocs()
	for b.Loop() {
		buf = AppendItem(buf[:0], ItemHeader{Seq: 9, Author: board.Author(2), Client: 3, N: 5, Time: 1790000000000}, payload)
	}
}
