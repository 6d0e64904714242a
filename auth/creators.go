package auth

import "drawingroom/rooms/board"

// Creators is who may make boards on a server.
type Creators string

const (
	// Anyone who is known, guests too. So is "".
	Anyone Creators = "anyone"
	// Members have an account: people of a host application, and admins.
	Members Creators = "members"
	// Admins alone.
	Admins Creators = "admin"
)

// MayCreate says whether somebody may make boards; the zero user is somebody who is not known yet. A setting that is none lets nobody.
func (c Creators) MayCreate(u board.User) bool {
	switch c {
	case "", Anyone:
		return true
	case Members:
		return u.Admin || u.ID != "" && !u.Guest
	case Admins:
		return u.Admin
	}
	return false
}
