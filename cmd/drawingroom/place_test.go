package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestThePasswordOfTheDatabaseComesFromAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("p@ss/word:#\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ url, want string }{
		{"postgres://ada@host/name?sslmode=require", "postgres://ada:p%40ss%2Fword%3A%23@host/name?sslmode=require"},
		{"postgres://ada:other@host/name", "postgres://ada:p%40ss%2Fword%3A%23@host/name"},
		{"", ""}, // the embedded database has none
	} {
		config, err := place{DatabaseURL: c.url, Password: file}.config()
		if err != nil || config.URL != c.want {
			t.Errorf("%q becomes %q, %v", c.url, config.URL, err)
		}
	}
	if _, err := (place{DatabaseURL: "postgres://ada@host/name", Password: file + "x"}).config(); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := (place{DatabaseURL: "postgres://ada:secret@host:port/%zz", Password: file}).config(); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("an address that is none: %v", err)
	}
}

func TestHealthSaysNoWhereNobodyAnswers(t *testing.T) {
	code := run(t.Context(), []string{"health", "--addr", "127.0.0.1:1"}, os.Stderr, os.Stderr)
	if code != 1 {
		t.Errorf("exit %d", code)
	}
}
