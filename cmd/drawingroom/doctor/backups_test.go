package doctor

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What is made of a proof, and of none.
func TestABackupIsJudgedByItsProof(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	file := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name    string
		folder  string
		made    time.Time
		far     Reach
		err     error
		level   Level
		mention string
	}{
		{"no folder said", "", now, Played, nil, Unknown, "not known"},
		{"no folder there", file, now, Played, nil, Wrong, "cannot be read"},
		{"whole", filepath.Dir(file), now, Played, nil, Fine, ""},
		{"too long to be played", filepath.Dir(file), now, Sealed, nil, Fine, ""},
		{"too long to be read", filepath.Dir(file), now, Begun, nil, Unknown, "too long"},
		{"old", filepath.Dir(file), now.Add(-72 * time.Hour), Played, nil, Worry, "is of"},
		{"cut", filepath.Dir(file), now, Begun, errors.New("it is cut"), Wrong, "could not be restored: it is cut"},
		{"that does not say when it was made", filepath.Dir(file), time.Time{}, Sealed, nil, Fine, ""},
	} {
		p := healthy(t)
		p.Backups, p.Now = row.folder, func() time.Time { return now }
		if row.made.IsZero() {
			p.Now = time.Now // it is as old as the file
		}
		p.IsBackup = func(io.Reader) bool { return true }
		p.Prove = func(context.Context, io.ReadSeeker) (time.Time, Reach, error) { return row.made, row.far, row.err }
		if got := says(t, p, "backups"); got.Level != row.level || row.level != Fine && !strings.Contains(got.Says, row.mention) {
			t.Errorf("%s: %+v, want %s about %q", row.name, got, row.level, row.mention)
		}
	}
}
