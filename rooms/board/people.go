package board

// User is who; Guest without an account.
type User struct {
	ID     UserID
	Name   string // 1 to 60 characters
	Colour string // a palette token
	Guest  bool
}

// Info is a board as its members see it in lists.
type Info struct {
	ID      ID
	Title   string
	Role    Role
	Head    Seq
	Created int64 // ms
	Updated int64 // ms, time of the last row
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
}
