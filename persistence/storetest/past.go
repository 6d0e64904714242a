package storetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"drawingroom/rooms/board"
)

func keyframes(d *desk) {
	m, other := d.board(), d.board()
	h := d.enter(m, m.owner)
	for range 39 {
		d.append(m.id, h.change("x"))
	}
	log, head := d.log(m.id), d.head(m.id)
	at := func(seq board.Seq, body string) board.Snapshot {
		return board.Snapshot{
			At: board.Position{Epoch: head.Epoch, Seq: seq, Hash: log[seq-1].Hash}, Fold: board.FoldVersion, State: board.Hash{byte(seq)}, Body: []byte(body),
		}
	}
	are := func(what string, want ...board.Seq) {
		d.Helper()
		if got, err := d.Keyframes(d.ctx, m.id); err != nil || !slices.Equal(got, want) {
			d.Errorf("%s: keyframes at %v, %v, want %v", what, got, err, want)
		}
	}
	body := func(what string, atMost board.Seq, want string) {
		d.Helper()
		if got, err := d.Snapshot(d.ctx, m.id, atMost); err != nil || string(got.Body) != want {
			d.Errorf("%s: %q, %v, want %q", what, got.Body, err, want)
		}
	}
	are("none yet")
	d.must(d.SaveSnapshot(d.ctx, m.id, at(8, "of a room")))
	for _, seq := range []board.Seq{4, 8, 12, 16} {
		d.must(d.SaveKeyframe(d.ctx, m.id, head.ACL, 4, at(seq, fmt.Sprint("of the log at ", seq))))
	}
	are("four", 4, 8, 12, 16)
	body("in place of a room's", 9, "of the log at 8")
	for _, seq := range []board.Seq{21, 25, 29, 33, 37} {
		d.must(d.SaveSnapshot(d.ctx, m.id, at(seq, fmt.Sprint("newest at ", seq))))
	}
	d.reopen()
	are("beside the newest", 4, 8, 12, 16)
	body("between them and the newest", 28, "of the log at 16")
	body("the third newest", 30, "newest at 29")
	d.must(d.SaveKeyframe(d.ctx, m.id, head.ACL, 8, at(24, "of the log at 24")))
	are("twice as far", 8, 16, 24)
	body("and the newest stay", 40, "newest at 37")

	if err := d.SaveKeyframe(d.ctx, m.id, head.ACL-1, 8, at(32, "late")); !errors.Is(err, board.ErrRights) {
		d.Errorf("of before: %v", err)
	}
	wrong := at(32, "wrong")
	wrong.At.Hash[3] ^= 1
	if err := d.SaveKeyframe(d.ctx, m.id, head.ACL, 8, wrong); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("of another history: %v", err)
	}
	if err := d.SaveKeyframe(d.ctx, "no-such-board", head.ACL, 8, at(32, "x")); !errors.Is(err, board.ErrNotFound) {
		d.Errorf("of no board: %v", err)
	}
	are("none of these", 8, 16, 24)
	if got, err := d.Keyframes(d.ctx, other.id); err != nil || len(got) != 0 {
		d.Errorf("another board's: %v, %v", got, err)
	}

	// Those of an older fold are of no use, and go; so do all from a seq on, as striking out has them go.
	_, err := d.place.SQL.ExecContext(d.ctx, "UPDATE snapshots SET fold = fold - 1 WHERE keyframe")
	d.must(err)
	are("of an older fold")
	d.must(d.SaveKeyframe(d.ctx, m.id, head.ACL, 8, at(8, "anew")))
	d.must(d.SaveKeyframe(d.ctx, m.id, head.ACL, 8, at(16, "anew")))
	var left int
	d.must(d.place.SQL.QueryRowContext(d.ctx, "SELECT count(*) FROM snapshots WHERE keyframe").Scan(&left))
	if are("made anew", 8, 16); left != 2 {
		d.Errorf("%d rows of keyframes", left)
	}
	_, err = d.place.SQL.ExecContext(d.ctx, "DELETE FROM snapshots WHERE seq >= 10")
	d.must(err)
	are("after a place in the log was struck out", 8)
	d.must(d.DropSnapshot(d.ctx, m.id, at(8, "").At))
	are("dropped")
}

func times(d *desk) {
	m := d.board()
	h := d.enter(m, m.owner)
	seed := rand.Uint64()
	d.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	now := int64(start)
	for range 60 {
		b := d.batch(m.id, h.change("x"))
		now += random.Int64N(4)
		b.Now = now
		d.must(d.Append(d.ctx, []board.Batch{b})[0].Err)
	}
	log := d.log(m.id)
	asked := 0
	for time := int64(start - 2); time <= now+2; time++ {
		want := board.Seq(0)
		for _, r := range log {
			if r.Time <= time {
				want = r.Seq
			}
		}
		if asked++; asked > 500 {
			break
		}
		if got, err := d.SeqAt(d.ctx, m.id, time); err != nil || got != want {
			d.Fatalf("at %d: %d, %v, want %d", time-start, got, err, want)
		}
	}
	if asked < 20 {
		d.Errorf("only %d times", asked)
	}
	if _, err := d.SeqAt(d.ctx, "no-such-board", now); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("of no board: %v", err)
	}
}

func replaying(d *desk) {
	m := d.board()
	editor := d.user()
	_, err := d.Join(d.ctx, m.id, editor, m.link, "", start)
	d.must(err)
	h := d.enter(m, m.owner)
	for _, least := range []board.Role{board.RoleOwner, board.RoleViewer, board.RoleEditor} {
		old := d.batch(m.id, h.change("x"))
		d.must(d.SetReplay(d.ctx, m.id, m.owner, least))
		d.reopen()
		rights, err := d.Roles(d.ctx, m.id)
		info, err2 := d.Info(d.ctx, m.id, editor)
		if err != nil || err2 != nil || rights.Replay != least || info.Replay != least || rights.ACL != old.ACL+1 {
			d.Errorf("open to %s: %+v, %+v, %v, %v", least, rights, info, err, err2)
		}
		if out := d.Append(d.ctx, []board.Batch{old}); !errors.Is(out[0].Err, board.ErrRights) {
			d.Errorf("an append from before: %v", out[0].Err)
		}
		h.n--
		if err := d.SetReplay(d.ctx, m.id, editor, board.RoleViewer); !errors.Is(err, board.ErrRights) {
			d.Errorf("an editor: %v", err)
		}
		if rights, err = d.Roles(d.ctx, m.id); err != nil || rights.Replay != least {
			d.Errorf("by an editor: %+v, %v", rights, err)
		}
	}
	if err := d.SetReplay(d.ctx, "no-such-board", m.owner, board.RoleViewer); !errors.Is(err, board.ErrNoBoard) {
		d.Errorf("no such board: %v", err)
	}
}
