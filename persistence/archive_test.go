package persistence_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/archive"
)

func packed(t *testing.T, rows []persistence.Row) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := archive.NewWriter(&file, 1234)
	for _, r := range rows {
		if err == nil {
			err = w.Put(r)
		}
	}
	if err == nil {
		var n uint64
		if n, err = w.Close(); n != uint64(len(rows)) {
			t.Errorf("%d rows were written of %d", n, len(rows))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func unpacked(file []byte) (rows []persistence.Row, err error) {
	_, err = archive.Read(bytes.NewReader(file), func(r persistence.Row) error {
		rows = append(rows, r)
		return nil
	})
	return rows, err
}

// TestC74_a_backup_is_whole_or_refused: what is read is what was written; a file that was cut anywhere, in which any bit has flipped, or to
// which anything was added, is not taken for whole.
func TestC74_a_backup_is_whole_or_refused(t *testing.T) {
	t.Parallel()
	s := openAt(t, sqlitePlace(t).Config)
	life(t, s)
	rows := rowsOf(t, s, false)
	file := packed(t, rows)
	got, err := unpacked(file)
	if err != nil {
		t.Fatal(err)
	}
	same(t, rows, got)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 160 {
		at := random.IntN(len(file))
		if i < 40 { // the head and the end are where something else than a block can go wrong
			at = i
		} else if i < 80 {
			at = len(file) - 1 - (i - 40)
		}
		if _, err := unpacked(file[:at]); !errors.Is(err, archive.ErrCut) && !errors.Is(err, archive.ErrNotBackup) && !errors.Is(err, archive.ErrDamaged) {
			t.Fatalf("cut to %d of %d: %v", at, len(file), err)
		}
		bad := bytes.Clone(file)
		bad[at] ^= 1 << random.IntN(8)
		if _, err := unpacked(bad); err == nil {
			t.Fatalf("a flipped bit at %d of %d goes unnoticed", at, len(file))
		}
		if archive.Sealed(bytes.NewReader(file[:at])) == nil || archive.Sealed(bytes.NewReader(bad)) == nil {
			t.Fatalf("cut to %d of %d, or with a flipped bit there, it is called as it was written", at, len(file))
		}
	}
	if err := archive.Sealed(bytes.NewReader(file)); err != nil {
		t.Errorf("not as it was written: %v", err)
	}
	if _, err := unpacked(append(bytes.Clone(file), 0)); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("something follows it: %v", err)
	}
	if _, err := unpacked([]byte("SQLite format 3\x00 and so on, and so on")); !errors.Is(err, archive.ErrNotBackup) {
		t.Errorf("another file: %v", err)
	}
}

// FuzzC74_ReadBackup: whatever the bytes are, reading them ends with an answer.
func FuzzC74_ReadBackup(f *testing.F) {
	var empty bytes.Buffer
	w, err := archive.NewWriter(&empty, 1)
	if err == nil {
		_, err = w.Close()
	}
	if err != nil {
		f.Fatal(err)
	}
	f.Add(empty.Bytes())
	f.Add([]byte("Drawing Room backup\n\x00\x00\x00\x01("))
	f.Fuzz(func(_ *testing.T, file []byte) {
		_, _ = archive.Read(bytes.NewReader(file), func(persistence.Row) error { return nil })
	})
}

// A large store does not need a large memory: rows are written as they come, and read as they are asked for.
func TestC74_a_backup_streams(t *testing.T) {
	t.Parallel()
	tables := persistence.Tables()
	part := tables[slices.IndexFunc(tables, func(t *persistence.Table) bool { return t.Name == "asset_parts" })]
	bytes := make([]byte, 256<<10)
	rand.NewChaCha8([32]byte{1}).Read(bytes)
	from, to := io.Pipe()
	read, written := 0, atomic.Int64{}
	go func() {
		w, err := archive.NewWriter(to, 1)
		for ; err == nil && written.Load() < 200; written.Add(1) {
			err = w.Put(persistence.Row{Table: part, Values: []any{int64(1), written.Load(), bytes}})
		}
		if err == nil {
			_, err = w.Close()
		}
		to.CloseWithError(err)
	}()
	most := 0
	_, err := archive.Read(from, func(persistence.Row) error {
		read++
		most = max(most, int(written.Load())-read)
		return nil
	})
	if err != nil || read != 200 || most > 20 {
		t.Errorf("%d of 200 were read, at most %d rows were on their way: %v", read, most, err)
	}
}

// TestABackupOfBeforeHasWhatWasAdded: a backup made before boards said who may see their past, and before there was a trash, reads as what they begin with.
func TestABackupOfBeforeHasWhatWasAdded(t *testing.T) {
	for _, table := range persistence.Tables() {
		if table.Name != "boards" {
			continue
		}
		columns, forms := table.Columns, table.Forms
		last := slices.Index(columns, "quarantined") + 1
		if columns[last] != "replay" || !table.MayLack("trashed") || !table.MayLack("erasing") || !table.MayLack("replay") || table.MayLack("quarantined") {
			t.Fatalf("%v", columns)
		}
		values := []any{int64(1), "board", "Title", "owner", int64(2), "epoch", int64(3), []byte("hash"), int64(4), int64(5), int64(6), int64(7), int64(8)}
		table.Columns, table.Forms = columns[:last], forms[:last]
		file := packed(t, []persistence.Row{{Table: table, Values: values}})
		table.Columns, table.Forms = columns, forms
		rows, err := unpacked(file)
		if err != nil || len(rows) != 1 || rows[0].Number("replay") != 20 || rows[0].Number("trashed") != 0 || rows[0].Number("erasing") != 0 || rows[0].Number("quarantined") != 8 {
			t.Errorf("%+v, %v", rows, err)
		}
		return
	}
	t.Error("no boards")
}
