package rooms

import (
	"slices"
	"strings"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

func (m *member) face() wire.Member {
	return wire.Member{Session: m.s.id, Author: m.author, Name: m.name, Colour: m.colour}
}

// faces are the people in the room, on every node, by session.
func (rm *room) faces() []wire.Member {
	faces := make([]wire.Member, 0, len(rm.members))
	for _, m := range rm.members {
		faces = append(faces, m.face())
	}
	faces = rm.others.faces(faces)
	slices.SortFunc(faces, func(a, b wire.Member) int { return strings.Compare(string(a.Session), string(b.Session)) })
	return faces
}

// colourFor is what somebody who comes in wears: the same as on their other pages here, or else a colour that is free.
func (rm *room) colourFor(author board.Author, wish string) string {
	worn := rm.worn()
	if colour, here := worn[author]; here {
		return colour
	}
	return freeOf(worn, wish)
}

// worn is who wears which colour.
func (rm *room) worn() map[board.Author]string {
	worn := make(map[board.Author]string, len(rm.members))
	for _, face := range rm.faces() {
		worn[face.Author] = face.Colour
	}
	return worn
}

func freeOf(worn map[board.Author]string, wish string) string {
	colours := make([]string, 0, len(worn))
	for _, colour := range worn {
		colours = append(colours, colour)
	}
	return board.FreeColour(wish, colours)
}

// dress gives a user another name, and another colour if the wish is not the one they had; the room is told.
func (rm *room) dress(user board.UserID, name, wish string) {
	for _, m := range rm.members {
		if m.user != user || m.name == name && m.wish == wish {
			continue
		}
		m.name = name
		if m.wish != wish {
			worn := rm.worn()
			delete(worn, m.author)
			m.wish, m.colour = wish, freeOf(worn, wish)
		}
		rm.news.joined(m)
	}
}
