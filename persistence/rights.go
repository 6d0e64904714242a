package persistence

import (
	"database/sql"
	"fmt"

	"drawingroom/rooms/board"
)

// A person is on a board by rows of members: one for each link they came by, and one (ofNoLink) where they came by none, as the owner did. The row of a
// link that has run out counts for nothing. Beside them may stand the owner's word on the person (ofTheWord): it lets nobody in, but of who is in
// it says what they may, whatever their links give; and if it is "nothing", no link lets them in.
const (
	ofNoLink  = 0
	ofTheWord = -1
	// ofTheHost is where a link stands in the row that a host application's word makes (HostSays). It counts as a link's does.
	ofTheHost = 1 << 62
)

const (
	// rightRows are the rows that heldRole is made of: of those that lasts keeps, grouped by person.
	rightRows = "members m LEFT JOIN links l ON l.num = m.link"
	// heldRole is the role that a person's rows come to; 0: none.
	heldRole = `CASE WHEN max(CASE WHEN m.link >= 0 THEN 1 END) IS NULL THEN 0
		ELSE COALESCE(max(CASE WHEN m.link < 0 THEN m.role END), max(m.role)) END`
)

// lasts is the condition that a row has not run out; at is the argument that is the time.
func lasts(at string) string {
	return fmt.Sprintf("(m.link <= 0 OR m.link = %d OR l.expires = 0 OR l.expires > %s)", int64(ofTheHost), at)
}

// rank is how a role is kept: room is left between them for roles to come.
func rank(r board.Role) int64 {
	switch r {
	case board.RoleViewer:
		return 10
	case board.RoleEditor:
		return 20
	case board.RoleOwner:
		return 30
	}
	return 0
}

// roleOf is the inverse of rank. A rank of a newer version counts as the next lower one known here.
func roleOf(rank int64) board.Role {
	switch {
	case rank >= 30:
		return board.RoleOwner
	case rank >= 20:
		return board.RoleEditor
	case rank >= 10:
		return board.RoleViewer
	}
	return board.RoleNone
}

// roleIn returns what a person may on the board with that num, at a time.
func roleIn(t view, num int64, user board.UserID, now int64) (board.Role, error) {
	var held int64
	_, err := t.one("SELECT "+heldRole+" FROM "+rightRows+" WHERE m.board = $1 AND m.user_id = $2 AND "+lasts("$3"),
		[]any{num, string(user), now}, &held)
	return roleOf(held), err
}

// wordOn returns what the owner has said of a person; said is false where they have said nothing.
func wordOn(t view, num int64, user board.UserID) (role board.Role, said bool, err error) {
	var kept sql.NullInt64
	said, err = t.one("SELECT role FROM members WHERE board = $1 AND user_id = $2 AND link = $3", []any{num, string(user), ofTheWord}, &kept)
	return roleOf(kept.Int64), said, err
}

// ownerIn asks that somebody owns a board, under the lock of its row. Otherwise: ErrRights.
func ownerIn(t view, num int64, by board.UserID, now int64) error {
	role, err := roleIn(t, num, by, now)
	if err == nil && role != board.RoleOwner {
		err = board.ErrRights
	}
	return err
}
