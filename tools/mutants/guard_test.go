package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestGuardsStandWhereTheyAreSaidTo: each edit fits the program as it is, and each test has a name that is there. That the tests notice is `make mutants`.
func TestGuardsStandWhereTheyAreSaidTo(t *testing.T) {
	const root = "../.."
	if len(guards()) < 60 {
		t.Errorf("%d guards", len(guards()))
	}
	items := map[string]bool{}
	for _, g := range guards() {
		for _, item := range regexp.MustCompile(`C\d+`).FindAllString(g.item, -1) {
			items[item] = true
		}
		for _, e := range g.edits {
			if text, err := e.apply(root); err != nil {
				t.Errorf("%s %s: %v", g.item, g.what, err)
			} else if was, _ := os.ReadFile(filepath.Join(root, e.file)); string(was) == text {
				t.Errorf("%s %s: the edit changes nothing", g.item, g.what)
			}
		}
		files, err := filepath.Glob(filepath.Join(root, g.in, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("%s %s: there are no tests in %s", g.item, g.what, g.in)
		}
	}
	t.Logf("%d guards of %d items", len(guards()), len(items))
}
