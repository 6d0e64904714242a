package rooms

import (
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// looked: the store (or another node's hint) says where the board stands. was is where the room stood before it was asked.
type looked struct {
	now, was board.Head
	gone     bool
}

func (e looked) happen(rm *room) {
	switch {
	case e.gone:
		rm.quit(&end{how: wire.NoBoard, why: "the board is gone"})
		return
	case e.now.Epoch != rm.head.Epoch, e.now.Seq < e.was.Seq, e.now.Seq == rm.head.Seq && e.now.Hash != rm.head.Hash:
		rm.quit(anotherHistory)
		return
	case e.now.Seq > rm.head.Seq && !rm.aloft(): // with a batch on its way, it is most likely that batch
		rm.readLog(e.now.Seq)
	}
	if e.now.ACL != rm.acl {
		rm.readRoles()
	}
}

// aloft says whether the journal has a batch of this room.
func (rm *room) aloft() bool { return rm.flight != nil && rm.flight.aloft }

// hinted: another node says that it has appended. It is only believed as far as to read the log.
type hinted struct{ head board.Head }

func (e hinted) happen(rm *room) {
	if e.head.Epoch == rm.head.Epoch && e.head.Seq > rm.head.Seq && !rm.aloft() {
		rm.readLog(e.head.Seq)
	}
}

// recheck: rights on the board have changed.
type recheck struct{}

func (recheck) happen(rm *room) { rm.readRoles() }
