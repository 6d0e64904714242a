package board

// This file declares what passes between the stores and whoever says who may come onto a board.

// LinkID names a link to those who decide about it. It is not the link's secret, and opens nothing.
type LinkID string

// NewLink is a link to be made.
type NewLink struct {
	ID     LinkID
	Secret [32]byte // its SHA-256
	LinkTerms
}

// LinkTerms are what a link gives, and under which conditions.
type LinkTerms struct {
	Role     Role   // RoleViewer or RoleEditor
	Name     string // for those who decide about it; may be empty
	Expires  int64  // ms since 1970: it opens nothing from then on, and what it gave ends; 0: never
	Password string // as kept: the hash of what is asked for, in the writing of auth.Passwords; "": none is
}

// Opening is what whoever has a link may know of it before they come: what it gives, and whether it asks for a password.
type Opening struct {
	Role    Role
	Guarded bool
}

// LinkChange is what is to be another about a link; what is nil stays.
type LinkChange struct {
	Role     *Role
	Name     *string
	Expires  *int64
	Password *string
}

// Link is a link as those see it who decide about it.
type Link struct {
	ID LinkID
	LinkTerms
	By      UserID // who made it
	Maker   string // their name
	Created int64
	People  int   // who came by it and may be here by it now
	Used    int64 // when the newest of them came; 0: nobody has
}

// Person is somebody who has come onto a board, as those see them who decide about it.
type Person struct {
	User   User
	Role   Role   // RoleNone: the owner has removed them, and no link lets them in
	Link   LinkID // by which they are here; "": by none, or it is not known any more
	Since  int64  // ms since 1970: when they first came
	Change bool   // the owner has said what they may, whatever their link gives
}

// People are those of a board. More: there are others beside them, who came later.
type People struct {
	All  []Person
	More bool
}
