package rooms

// leaving: a connection has ended. Only that connection leaves: the one that came in its place stays (H42).
type leaving struct{ s *session }

func (e leaving) happen(rm *room) {
	if m := rm.members[e.s]; m != nil {
		rm.remove(m)
	}
}
