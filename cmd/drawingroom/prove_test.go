package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"drawingroom/cmd/drawingroom/doctor"
	"drawingroom/persistence/archive"
)

// backupOf is a backup of an empty store.
func backupOf(t *testing.T, made time.Time) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := archive.NewWriter(&file, made.UnixMilli())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestTheNewestBackupIsLookedAt(t *testing.T) {
	now := time.Now()
	good, old := backupOf(t, now.Add(-time.Hour)), backupOf(t, now.Add(-72*time.Hour))
	turned := bytes.Clone(good)
	turned[len(turned)/2] ^= 1
	type files []struct {
		name  string
		bytes []byte
		age   time.Duration // of the file
	}
	for _, row := range []struct {
		name    string
		files   files
		level   doctor.Level
		mention string
	}{
		{"none", nil, doctor.Wrong, "there is none"},
		{"other files only", files{{"notes.txt", []byte("buy paper"), 0}, {"empty", nil, 0}}, doctor.Wrong, "there is none"},
		{"whole", files{{"a", good, time.Hour}}, doctor.Fine, "whole"},
		{"beside newer files of others", files{{"a", good, time.Hour}, {"notes.txt", []byte("buy paper"), 0}}, doctor.Fine, "whole"},
		{"beside an older one that is cut", files{{"a", good, time.Hour}, {"b", old[:len(old)-5], 72 * time.Hour}}, doctor.Fine, "whole"},
		{"while another is being written", files{{"a", good, time.Hour}, {"b.part-123", good[:40], 0}}, doctor.Fine, "whole"},
		{"cut", files{{"a", good, time.Hour}, {"b", good[:len(good)-5], 0}}, doctor.Wrong, "cut short"},
		{"nothing but its first line", files{{"b", good[:20], 0}}, doctor.Wrong, "cut short"},
		{"damaged", files{{"b", turned, 0}}, doctor.Wrong, "damaged"},
		{"old", files{{"a", old, 72 * time.Hour}}, doctor.Worry, "is of"},
		{"old, and copied since", files{{"a", old, 0}}, doctor.Worry, "is of"},
	} {
		folder := t.TempDir()
		for _, f := range row.files {
			name, at := filepath.Join(folder, f.name), now.Add(-f.age)
			if err := os.WriteFile(name, f.bytes, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chtimes(name, at, at); err != nil {
				t.Fatal(err)
			}
		}
		out, _, _ := tell(t, "doctor", "--json", "--data", filepath.Join(folder, "data"), "--addr", "127.0.0.1:0", "--backups", folder)
		var all []doctor.Finding
		if err := json.Unmarshal([]byte(out), &all); err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(all, func(f doctor.Finding) bool { return f.Check == "backups" })
		if got := all[at]; got.Level != row.level || !strings.Contains(got.Says, row.mention) {
			t.Errorf("%s: %+v, want %s about %q", row.name, got, row.level, row.mention)
		}
	}
}

// A backup that there was no time for is not called damaged, nor played.
func TestThereMayBeNoTimeForABackup(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, far, err := prove(ctx, bytes.NewReader(backupOf(t, time.Now()))); far != doctor.Begun || err != nil {
		t.Errorf("%v %v", far, err)
	}
}
