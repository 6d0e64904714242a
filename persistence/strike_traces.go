package persistence

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"drawingroom/rooms/board"
)

// This file holds what a strike takes away beside the log: what was made of it.

// namesAsset finds what may be the name of an asset in a payload.
var namesAsset = regexp.MustCompile(`"[0-9a-f]{64}"`)

// dropPictures forgets the pictures that only struck rows name: neither another row nor the state that the log goes on from.
func (k *striking) dropPictures() error {
	seen := map[string]bool{}
	for i := range k.rows {
		for _, name := range namesAsset.FindAll(k.rows[i].Payload, -1) {
			seen[string(name)] = true
		}
	}
	if len(seen) == 0 {
		return nil
	}
	base, err := k.base()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		if bytes.Contains(base.Body, []byte(name)) {
			continue
		}
		if err := k.dropPicture(name); err != nil {
			return err
		}
	}
	return nil
}

// base is what the log goes on from; without a body where nothing was folded.
func (k *striking) base() (board.Snapshot, error) {
	snap, err := baseOf(k.t, k.num, k.id)
	if errors.Is(err, board.ErrNotFound) {
		err = nil
	}
	return snap, err
}

// dropPicture forgets one, given as it stands in payloads, with its quotation marks.
func (k *striking) dropPicture(name string) error {
	var hash board.AssetHash
	if _, err := hex.Decode(hash[:], []byte(name[1:len(name)-1])); err != nil {
		return fmt.Errorf("the name of an asset: %w", err)
	}
	named, err := k.says(name)
	if err != nil || named {
		return err
	}
	var num int64
	found, err := k.t.one("SELECT num FROM assets WHERE board = $1 AND hash = $2 AND whole", []any{k.num, hash[:]}, &num)
	if err != nil || !found {
		return err
	}
	for _, statement := range []string{"DELETE FROM asset_parts WHERE asset = $1", "DELETE FROM assets WHERE num = $1"} {
		if _, err := k.t.exec(statement, num); err != nil {
			return err
		}
	}
	k.done.Assets = append(k.done.Assets, hash)
	_, err = k.t.exec("UPDATE strikes SET unswept = 2 WHERE board = $1 AND seq = $2", k.num, int64(k.rows[0].Seq))
	return err
}

// says asks whether any row of the board's log holds a text, now that the struck ones are empty.
func (k *striking) says(text string) (found bool, err error) {
	err = k.t.query("SELECT seq FROM changes WHERE board = $1 AND seq > $3 AND "+k.t.holds("payload", "$2")+" LIMIT 1", []any{k.num, []byte(text), int64(k.folded)},
		func(scan scan) (bool, error) {
			found = true
			return false, scan(new(int64))
		})
	return found, err
}

// retitle makes SQL's title again from what is left of the log, if one of the struck rows may have given it.
func (k *striking) retitle() error {
	touched := false
	for i := range k.rows {
		touched = touched || len(k.settings(&k.rows[i])) > 0
	}
	if !touched {
		return nil
	}
	base, err := k.base()
	if err != nil {
		return err
	}
	b := board.New()
	if base.Body != nil {
		if b, err = board.Restored(base.At.Seq, base.Body); err != nil {
			return err
		}
	}
	err = k.t.query("SELECT "+rowColumns+" WHERE c.board = $1 AND c.seq > $3 AND "+k.t.holds("c.payload", "$2")+" ORDER BY c.seq",
		[]any{k.num, []byte(board.Settings), int64(base.At.Seq)}, func(scan scan) (bool, error) {
			r, err := scanRow(scan)
			if err == nil {
				b.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, k.settings(&r))
			}
			return true, err
		})
	if err != nil {
		return err
	}
	title := ""
	if settings := b.Element(board.Settings); settings != nil {
		title, _ = settings.Props.Get("title").Text()
	}
	_, err = k.t.exec("UPDATE boards SET title = $2 WHERE num = $1", k.num, title)
	return err
}

// settings are the ops of a row on the board's settings. A row that cannot be read has none: it opens no board either.
func (k *striking) settings(r *board.Record) (ops []board.Op) {
	change, err := r.Change()
	if err != nil {
		return nil
	}
	for _, op := range change.Ops {
		if op.Element() == board.Settings {
			ops = append(ops, op)
		}
	}
	return ops
}
