package board

import "slices"

// User is who; Guest without an account.
type User struct {
	ID     UserID
	Name   string // 1 to 60 characters
	Colour string // a palette token
	Guest  bool   // without an account
	Admin  bool   // may do what a server's settings leave to its admins
}

// PersonColours are the palette tokens a person may have: those that can be told apart on light and dark paper.
var PersonColours = []string{"red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"}

// FreeColour returns the colour for someone who wishes for one where others wear theirs: the wish if nobody wears it, else
// what is worn least; among equals the wish, or what comes first after it in the palette.
func FreeColour(wish string, worn []string) string {
	first := max(0, slices.Index(PersonColours, wish))
	best, least := wish, len(worn)+1
	for i := range PersonColours {
		colour, wearers := PersonColours[(first+i)%len(PersonColours)], 0
		for _, w := range worn {
			if w == colour {
				wearers++
			}
		}
		if wearers < least {
			best, least = colour, wearers
		}
	}
	return best
}

// Info is a board as its members see it in lists.
type Info struct {
	ID      ID
	Title   string
	Role    Role
	Head    Seq
	Created int64 // ms
	Updated int64 // ms, time of the last row
	Replay  Role  // the least that may see the board's past (Role.MayReplay)
	Keep    int64 // days that the owner has the past kept; 0: for ever
	Folded  Seq   // up to here it was folded (Beginning); 0: nothing was
	// Trashed is when the board was moved to the trash, ms; 0: it is in use.
	Trashed int64
	// Starred says whether the user has marked it for themselves.
	Starred bool
	// Thumbnail is the seq that the oldest of its small pictures shows; 0: it has none.
	Thumbnail Seq
}

// NewBoard is what it takes to make a board. Its first row (seq 1, author 0, client 0, n 1) puts Settings with the title.
type NewBoard struct {
	ID      ID
	Owner   UserID
	Title   string
	Epoch   string
	Now     int64 // ms
	Salt    [16]byte
	Payload []byte   // the canonical encoding of the first change
	Link    [32]byte // SHA-256 of the secret of its first link (role editor)
	LinkID  LinkID   // and its name
}

// NewCopy is what it takes to make a board that begins as another is now. NewBoard.Payload puts its settings; Changes put the rest.
type NewCopy struct {
	NewBoard
	From    ID
	At      Seq      // where that stood
	Changes [][]byte // canonical encodings, of changes 2, 3, …; the pictures that they name are taken along
}
