package board_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/boardtest"
)

var update = flag.Bool("update", false, "write what golden cases end in, where they do not say it yet")

// golden is a case of testdata/<rule>: what is asked of a board, what came of it, and what it is then.
type golden struct {
	Why     string          `json:"why"`
	Before  json.RawMessage `json:"before"` // canonical form; absent: the empty board
	Changes []asked         `json:"changes"`
	Judge   []string        `json:"judge"`   // a code a change, "" for what may stand; absent: not asked
	Effects [][]string      `json:"effects"` // an effect an op, for each change
	Paint   []string        `json:"paint"`   // the paint order after; absent: not asked
	After   json.RawMessage `json:"after"`   // canonical form
}

type asked struct {
	Seq    board.Seq       `json:"seq"`
	Author board.Author    `json:"author"`
	Ops    json.RawMessage `json:"ops"`
}

// rules are the rule ids of doc.go.
func rules(t *testing.T) []string {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range regexp.MustCompile(`(?m)^//   - (B\d+) `).FindAllSubmatch(text, -1) {
		ids = append(ids, string(m[1]))
	}
	if len(ids) < 15 {
		t.Fatalf("doc.go names %d rules", len(ids))
	}
	return ids
}

func TestRules(t *testing.T) {
	for _, rule := range rules(t) {
		files, _ := filepath.Glob(filepath.Join("testdata", rule, "*.json"))
		if len(files) == 0 {
			t.Errorf("%s has no golden case", rule)
		}
		for _, file := range files {
			t.Run(rule+"/"+filepath.Base(file), func(t *testing.T) { runGolden(t, file) })
		}
	}
	t.Log("fixture set", fixtureHash(t))
}

func runGolden(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	b := startOf(t, g)
	var changes []board.Change
	for i, a := range g.Changes {
		ops, refusal := board.DecodeOps(compact(t, a.Ops))
		if refusal != nil {
			t.Fatal(refusal)
		}
		changes = append(changes, board.Change{Ops: ops})
		if got := effectsOf(b.Apply(board.Stamp{Seq: a.Seq, Author: a.Author}, ops)); !slices.Equal(got, g.Effects[i]) {
			t.Errorf("change %d: effects %q, want %q", i, got, g.Effects[i])
		}
		if got := codeOf(board.Judge(changes[i])); g.Judge != nil && got != g.Judge[i] {
			t.Errorf("change %d is judged %q, want %q", i, got, g.Judge[i])
		}
		if b.Seq() != a.Seq {
			t.Errorf("change %d: the board is at %d", i, b.Seq())
		}
	}
	form := b.AppendCanonical(nil)
	if *update && g.After == nil {
		text = append(bytes.TrimRight(text, "}\n"), ",\n\"after\": "+string(form)+"\n}\n"...)
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want := compact(t, g.After); !bytes.Equal(form, want) {
		t.Errorf("after\n%s\nwant\n%s", form, want)
	}
	if got := b.PaintOrder(); g.Paint != nil && fmt.Sprint(got) != fmt.Sprint(g.Paint) {
		t.Errorf("paint order %q, want %q", got, g.Paint)
	}
	resumesAnywhere(t, g, changes, form)
}

// resumesAnywhere holds B4 for every golden case: the board is written and read back between any two changes.
func resumesAnywhere(t *testing.T, g golden, changes []board.Change, form []byte) {
	b := startOf(t, g)
	for i, c := range changes {
		again, err := board.Restored(b.Seq(), b.AppendCanonical(nil))
		if err != nil {
			t.Fatalf("before change %d: %v", i, err)
		}
		b = again
		b.Apply(board.Stamp{Seq: g.Changes[i].Seq, Author: g.Changes[i].Author}, c.Ops)
	}
	if got := b.AppendCanonical(nil); !bytes.Equal(got, form) {
		t.Errorf("read back after each change, the board ends as\n%s", got)
	}
}

func startOf(t *testing.T, g golden) *board.Board {
	if g.Before == nil {
		return board.New()
	}
	b, err := board.Restored(0, compact(t, g.Before))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func effectsOf(effects []board.Effect) []string {
	texts := []string{}
	for _, e := range effects {
		texts = append(texts, boardtest.EffectText(e))
	}
	return texts
}

func codeOf(r *board.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Code
}

func compact(t *testing.T, text []byte) []byte {
	var out bytes.Buffer
	if err := json.Compact(&out, text); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// fixtureHash is of all that testdata holds: path, length and bytes of every file. The twin prints the same.
func fixtureHash(t *testing.T) string {
	var paths []string
	err := filepath.WalkDir("testdata", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.Contains(path, "fuzz") {
			paths = append(paths, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(paths)
	sum := sha256.New()
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", path, len(text), text)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
