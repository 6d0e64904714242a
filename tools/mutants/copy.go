package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// testTime bounds one test: without its guard it may run for ever.
const testTime = "4m"

// tree is a copy of the program, in which guards are taken out.
type tree struct {
	root  string
	whole map[string]error // tests that were run with all guards in, and what came of it
}

// newCopy copies what Go needs of the program that this is run in.
func newCopy(ctx context.Context) (*tree, error) {
	list, err := exec.CommandContext(ctx, "git", "ls-files", "-z", "*.go", "go.mod", "go.sum", "*.sql", "*.json", "*.jsonl", "*/testdata/*", "rooms/wire/SPEC.md").Output()
	if err != nil {
		return nil, fmt.Errorf("git ls-files, which is to be run in the folder of the program: %w", err)
	}
	root, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return nil, err
	}
	t := &tree{root: root, whole: map[string]error{}}
	for _, name := range strings.Split(strings.TrimSuffix(string(list), "\x00"), "\x00") {
		if strings.HasPrefix(name, "web/") && strings.Count(name, "/") > 1 {
			continue
		}
		if err := copyFile(name, filepath.Join(root, name)); err != nil {
			return nil, errors.Join(err, os.RemoveAll(root))
		}
	}
	// The front end is built in; none of these tests looks at it.
	dist := filepath.Join(root, "web", "dist")
	if err := errors.Join(os.MkdirAll(dist, 0o755), os.WriteFile(filepath.Join(dist, ".keep"), nil, 0o600)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(root))
	}
	return t, nil
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}

func (t *tree) remove() { _ = os.RemoveAll(t.root) }

// try takes a guard out, and says which test has noticed. An error: none has, or the guard cannot be tried.
func (t *tree) try(ctx context.Context, g guard) (noticed string, err error) {
	if err := t.passes(ctx, g); err != nil {
		return "", err
	}
	for _, e := range g.edits {
		path := filepath.Join(t.root, e.file)
		was, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		becomes, err := e.apply(t.root)
		if err != nil {
			return "", err
		}
		if err := os.WriteFile(path, []byte(becomes), 0o600); err != nil {
			return "", err
		}
		defer os.WriteFile(path, was, 0o600) //nolint:errcheck // the next guard would not find its text
	}
	said, err := t.test(ctx, g)
	switch {
	case bytes.Contains(said, []byte("[build failed]")), bytes.Contains(said, []byte("[setup failed]")):
		return "", fmt.Errorf("it cannot be built without the guard: %.2000s", said)
	case err == nil:
		return "", errors.New(g.test + " passes without it")
	}
	return first(said), nil
}

// passes runs a test with all guards in: it must pass, and there must be one.
func (t *tree) passes(ctx context.Context, g guard) error {
	key := g.in + " " + g.test
	if err, done := t.whole[key]; done {
		return err
	}
	said, err := t.test(ctx, g)
	if err != nil {
		err = fmt.Errorf("%s fails as it is: %.2000s", g.test, said)
	} else if bytes.Contains(said, []byte("no tests to run")) || !bytes.Contains(said, []byte("--- PASS")) || bytes.Contains(said, []byte("--- SKIP")) {
		err = fmt.Errorf("%s is no test of %s, or is left out here", g.test, g.in)
	}
	t.whole[key] = err
	return err
}

func (t *tree) test(ctx context.Context, g guard) ([]byte, error) {
	run := exec.CommandContext(ctx, "go", "test", "-count=1", "-v", "-timeout", testTime, "-run", g.test, "./"+g.in) //nolint:gosec // from the table
	run.Dir = t.root
	return run.CombinedOutput()
}

var failed = regexp.MustCompile(`(?m)^\s*--- FAIL: (\S+)`)

// first is the test that failed, the innermost of those that are told first.
func first(said []byte) string {
	if m := failed.FindSubmatch(said); m != nil {
		return string(m[1])
	}
	if bytes.Contains(said, []byte("test timed out")) {
		return "it never ends"
	}
	return "it breaks"
}
