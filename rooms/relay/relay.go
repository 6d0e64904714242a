// Package relay carries committed changes and presence between the nodes, as hints: what is missing is read from the log.
package relay

import "drawingroom/rooms/board"

// Message is what one node tells the others of a board.
type Message struct {
	Board board.ID
	Node  string // who says it; a node ignores its own
	// Head is set after a commit: the others read the log up to it (or trust Rows, once checked against their own head).
	Head board.Head
	// Presence is an encoded presence, members or call message of wire, or nil.
	Presence []byte
}

// Relay is the way between nodes. Publish never blocks and may lose; deliveries may come late, twice and out of order.
type Relay interface {
	Publish(m Message)
	// Subscribe calls f, from any goroutine, for each message about the board until cancel is called.
	Subscribe(id board.ID, f func(Message)) (cancel func())
}
