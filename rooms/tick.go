package rooms

import (
	"time"

	"drawingroom/rooms/wire"
)

// tick looks at everyone once a second: one timer a room instead of several a connection.
func (rm *room) tick() {
	for _, m := range rm.members {
		rm.look(m)
	}
	rm.mindStore()
	rm.mindRights()
	rm.hands.expire(rm.now)
	rm.others.tick(rm)
	rm.saveSometimes()
	if len(rm.members) == 0 && rm.now-rm.idleSince >= rm.reg.cfg.Limits.Idle {
		rm.rest()
	}
}

// look does what a member's time asks for.
func (rm *room) look(m *member) {
	limits := &rm.reg.cfg.Limits
	rm.listen(m)
	resync, waits := m.standing.(resyncing)
	switch {
	case waits && rm.now >= resync.until, !waits && rm.stuck(m):
		rm.reg.count.slow.Add(1)
		rm.expel(m, wire.Slow, 0)
	case rm.silent(m):
		rm.expel(m, wire.Timeout, 0)
	case !m.expires.IsZero() && rm.untilExpiry(m) <= -limits.Leeway, !rm.stands(m):
		rm.expel(m, wire.TokenExpired, 0)
	case !m.expires.IsZero() && !m.asked && !waits && rm.untilExpiry(m) <= limits.RenewAhead:
		m.asked = true
		rm.answer(m, wire.Renew{In: max(0, int64(rm.untilExpiry(m)/time.Second))})
	case rm.now-max(m.beaten, min(m.told, m.heard)) >= limits.Beat:
		m.beaten = rm.now
		rm.send(m, beatFrame)
	}
}

// listen notes signs of life that are no messages: bytes of one that is on its way, and frames that were held up and have been read.
func (rm *room) listen(m *member) {
	m.heard = max(m.heard, time.Duration(m.s.writing.through.Load()))
	if received := m.s.conn.Received(); received != m.received {
		m.received, m.heard = received, rm.now
	}
}

// silent says whether nothing has been heard for too long. Who is read no further, or cannot answer before a large frame has passed, is given that time.
func (rm *room) silent(m *member) bool {
	limits := &rm.reg.cfg.Limits
	return rm.now-m.heard >= limits.Silence+rm.writeWait(m)-limits.WriteWait && !m.s.waiting.Load()
}

// stuck says whether a write takes too long.
func (rm *room) stuck(m *member) bool {
	since := time.Duration(m.s.writing.since.Load())
	return since > 0 && rm.now-since >= rm.writeWait(m)
}

// writeWait is how long the write under way may take: WriteWait for each 64 KiB of its frame, which asks for 6 KiB a second by the defaults.
func (rm *room) writeWait(m *member) time.Duration {
	w := &m.s.writing
	if w.since.Load() == 0 {
		return rm.reg.cfg.Limits.WriteWait
	}
	return rm.reg.cfg.Limits.WriteWait * time.Duration(max(1, (w.size.Load()+maxFrame-1)/maxFrame))
}

func (rm *room) untilExpiry(m *member) time.Duration { return m.expires.Sub(rm.reg.cfg.Now()) }

// stands says whether what a member's token rests on still counts.
func (rm *room) stands(m *member) bool {
	return m.key == "" || rm.reg.cfg.Stands == nil || rm.reg.cfg.Stands(m.key)
}

// beatFrame is shared by everyone, so that a beat costs an idle connection nothing but the write.
var beatFrame = wire.Frame(encode(wire.Beat{}))

// rest lets an unused room end, once its state is saved.
func (rm *room) rest() {
	switch {
	case rm.flight != nil || rm.reading || rm.saving || len(rm.asking) > 0 || len(rm.retry) > 0:
	case rm.savedAt < rm.head.Seq && !rm.saveFailed:
		rm.save()
	case rm.reg.retire(rm):
		rm.quit(&end{how: wire.Restart, why: "the room was closed", hint: restartHint})
	}
}
