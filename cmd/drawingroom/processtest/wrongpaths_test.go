package processtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Who names a wrong place hears so at once and in words, and nothing is left of it.
func TestWrongPathsAreSaidInWords(t *testing.T) {
	folder := t.TempDir()
	data, file, absent := filepath.Join(folder, "data"), filepath.Join(folder, "file"), filepath.Join(folder, "absent")
	if err := os.WriteFile(file, []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	n := onFolder(t, data)
	n.start()
	if err := n.stop(); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		args []string
		says string
	}{
		{[]string{"backup", "--data", data, folder}, folder + " is a folder, and not a file"},
		{[]string{"backup", "--data", data, filepath.Join(absent, "x")}, absent + " is not there"},
		{[]string{"backup", "--data", data, filepath.Join(file, "x")}, "lies below something that is no folder"},
		{[]string{"backup", "--data", absent, filepath.Join(folder, "x")}, "there is no database"},
		{[]string{"verify", absent}, absent + " is not there"},
		{[]string{"verify", folder}, folder + " is a folder, and not a file"},
		{[]string{"verify", "--data", data, file}, "leave out --data and --database-url, or the file"},
		{[]string{"restore", "--data", absent, filepath.Join(folder, "no")}, filepath.Join(folder, "no") + " is not there"},
		{[]string{"restore", "--data", absent, file}, "nothing was restored"},
	} {
		got := command(t, row.args...)
		if got.code != 1 || !strings.Contains(got.err, row.says) || strings.Contains(got.err, "no such file") || strings.Contains(got.err, "stat ") || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%v: %d %q, want %q", row.args, got.code, got.err, row.says)
		}
		if _, err := os.Stat(absent); err == nil {
			t.Fatalf("%v leaves a folder", row.args)
		}
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 2 {
		t.Errorf("what is left: %v %v", left, err)
	}
	if got := must(t, "backup", "--data", data, filepath.Join(folder, "x")); got.err != "Kept 0 boards with 0 changes.\n" {
		t.Errorf("%q", got.err)
	}
}
