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
	since := time.Duration(m.s.writeSince.Load())
	resync, waits := m.standing.(resyncing)
	switch {
	case waits && rm.now >= resync.until, !waits && since > 0 && rm.now-since >= limits.WriteWait:
		rm.reg.count.slow.Add(1)
		rm.expel(m, wire.Slow, 0)
	case rm.now-m.heard >= limits.Silence && !m.s.waiting.Load():
		rm.expel(m, wire.Timeout, 0)
	case !m.expires.IsZero() && rm.untilExpiry(m) <= -limits.Leeway:
		rm.expel(m, wire.TokenExpired, 0)
	case !m.expires.IsZero() && !m.asked && !waits && rm.untilExpiry(m) <= limits.RenewAhead:
		m.asked = true
		rm.answer(m, wire.Renew{In: max(0, int64(rm.untilExpiry(m)/time.Second))})
	case rm.now-m.told >= limits.Beat && since == 0:
		rm.send(m, beatFrame)
	}
}

func (rm *room) untilExpiry(m *member) time.Duration { return m.expires.Sub(rm.reg.cfg.Now()) }

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
