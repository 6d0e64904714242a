package rooms

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// appendChanges appends a changes message (W22) from rows that are encoded already. rows is not empty.
func appendChanges(dst []byte, rows []row) []byte {
	dst = append(dst, `{"t":"changes","items":[`...)
	for i := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, rows[i].item...)
	}
	dst = append(dst, `],"hash":`...)
	dst = wire.AppendHash(dst, rows[len(rows)-1].hash)
	return append(dst, '}')
}

// encodeRow encodes a log row for the wire, without decoding its payload.
func encodeRow(r board.Record) row {
	header := wire.ItemHeader{Seq: r.Seq, Author: r.Author, Client: r.Client, N: r.N, Time: r.Time}
	return row{seq: r.Seq, hash: r.Hash, item: wire.AppendItem(make([]byte, 0, len(r.Payload)+96), header, r.Payload)}
}

// encode encodes one message by itself.
func encode(m wire.ServerMessage) []byte { return wire.AppendServer(nil, m) }

// frameOf makes a frame of one message.
func frameOf(message []byte) []byte { return wire.Frame(message) }

// join appends messages to a frame that is open ("[" or "[…"), with commas between.
func join(frame []byte, messages ...[]byte) []byte {
	for _, m := range messages {
		if len(m) == 0 {
			continue
		}
		if len(frame) > 1 {
			frame = append(frame, ',')
		}
		frame = append(frame, m...)
	}
	return frame
}
