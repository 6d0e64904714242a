package nats

import (
	"encoding/json"
	"errors"

	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
)

// told is a message as it travels. Unknown fields are of a newer node, and left alone.
type told struct {
	Node     string          `json:"node"`
	Epoch    string          `json:"epoch,omitempty"`
	Seq      int64           `json:"seq,omitempty"`
	Hash     []byte          `json:"hash,omitempty"`
	ACL      int64           `json:"acl,omitempty"`
	Time     int64           `json:"time,omitempty"`
	Presence json.RawMessage `json:"presence,omitempty"`
}

func encode(m relay.Message) []byte {
	t := told{Node: m.Node, Presence: m.Presence}
	if h := m.Head; h.Seq > 0 {
		t.Epoch, t.Seq, t.Hash, t.ACL, t.Time = h.Epoch, int64(h.Seq), h.Hash[:], h.ACL, h.Time
	}
	body, err := json.Marshal(t)
	if err != nil {
		panic(err) // presence is JSON, the rest is plain
	}
	return body
}

var errForm = errors.New("not a message between nodes")

func decode(id board.ID, body []byte) (relay.Message, error) {
	var t told
	if err := json.Unmarshal(body, &t); err != nil {
		return relay.Message{}, err
	}
	m := relay.Message{Board: id, Node: t.Node, Presence: t.Presence}
	if t.Node == "" || t.Seq < 0 || t.Seq > 0 && len(t.Hash) != len(m.Head.Hash) {
		return relay.Message{}, errForm
	}
	if t.Seq > 0 {
		m.Head = board.Head{Position: board.Position{Epoch: t.Epoch, Seq: board.Seq(t.Seq), Hash: board.Hash(t.Hash)}, ACL: t.ACL, Time: t.Time}
	}
	return m, nil
}
