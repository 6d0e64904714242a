package board_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// values is a file of testdata/values: values of a type, at the path of a property of that type, by what becomes of a set of them.
// {"repeat":x,"times":n} stands for x written n times, one string or one list.
type values struct {
	Path        string            `json:"path"`
	Good        []json.RawMessage `json:"good"`
	Bad         []json.RawMessage `json:"bad_value"`
	Form        []json.RawMessage `json:"form"`
	UnknownKind []json.RawMessage `json:"unknown_kind"`
}

// kindsFile is kinds.json as a test reads it.
type kindsFile struct {
	Types      map[string]json.RawMessage
	Properties map[string]string
	Common     []string
	Kinds      map[string]struct {
		Uses     []string
		Defaults map[string]json.RawMessage
	}
}

func readKinds(t *testing.T) kindsFile {
	text, err := os.ReadFile("kinds.json")
	if err != nil {
		t.Fatal(err)
	}
	var file kindsFile
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestValues(t *testing.T) {
	for name := range readKinds(t).Types {
		text, err := os.ReadFile(filepath.Join("testdata", "values", name+".json"))
		if err != nil {
			t.Errorf("type %s has no good and bad values: %v", name, err)
			continue
		}
		var v values
		if err := json.Unmarshal(text, &v); err != nil {
			t.Fatal(name, err)
		}
		for code, list := range map[string][]json.RawMessage{"": v.Good, "bad_value": v.Bad, "form": v.Form, "unknown_kind": v.UnknownKind} {
			for _, value := range list {
				if got := verdictOn(v.Path, expanded(t, value)); got != code {
					t.Errorf("%s: %.80s at %s is %q, want %q", name, value, v.Path, got, code)
				}
			}
		}
	}
}

// verdictOn says what becomes of a set of one value.
func verdictOn(path, value string) string {
	ops, refusal := board.DecodeOps([]byte(`[{"op":"set","id":"aaaaaaaa","props":{"` + path + `":` + value + `}}]`))
	if refusal == nil {
		refusal = board.Judge(board.Change{Ops: ops})
	}
	return codeOf(refusal)
}

func expanded(t *testing.T, value json.RawMessage) string {
	var r struct {
		Repeat json.RawMessage
		Times  int
	}
	if json.Unmarshal(value, &r) != nil || r.Times == 0 {
		return string(compact(t, value))
	}
	inner := string(compact(t, r.Repeat))
	open, closing, between := inner[:1], inner[len(inner)-1:], ""
	if open == "[" {
		between = ","
	}
	parts := slices.Repeat([]string{inner[1 : len(inner)-1]}, r.Times)
	return open + strings.Join(parts, between) + closing
}

// TestDefaults: every default of every kind fits its type and belongs to a property that the kind uses.
func TestDefaults(t *testing.T) {
	file := readKinds(t)
	for name, kind := range file.Kinds {
		for path, value := range kind.Defaults {
			if !slices.Contains(kind.Uses, path) && !slices.Contains(file.Common, path) {
				t.Errorf("%s has a default for %s, which it does not use", name, path)
			}
			if got := verdictOn(path, string(compact(t, value))); got != "" {
				t.Errorf("%s: the default of %s is %q", name, path, got)
			}
		}
	}
	for name, kind := range file.Kinds {
		for _, used := range kind.Uses {
			if _, ok := file.Properties[used]; !ok {
				t.Errorf("%s uses %s, which is no property", name, used)
			}
		}
	}
}
