package strict

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

// oddText is a line of testdata/texts.json, which web/src/board/strict.test.ts reads too.
type oddText struct {
	Name   string
	Text   *string
	Base64 []byte
	Repeat int // of the text; absent: once
	Depth  int
	Why    Why // "" for texts that are taken
	Value  any // what they mean
}

func (o oddText) bytes() []byte {
	if o.Text == nil {
		return o.Base64
	}
	return []byte(strings.Repeat(*o.Text, max(o.Repeat, 1)))
}

func load[T any](t testing.TB, name string) []T {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows []T
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", name)
	}
	return rows
}

func TestOddTexts(t *testing.T) {
	seen := map[Why]int{}
	for _, o := range load[oddText](t, "texts.json") {
		seen[o.Why]++
		err := Check(o.bytes(), o.Depth)
		var fault *Error
		switch {
		case o.Why == "" && err != nil:
			t.Errorf("%s: refused: %v", o.Name, err)
		case o.Why == "":
			if got := meaning(t, o.bytes()); !reflect.DeepEqual(got, o.Value) {
				t.Errorf("%s: means %v, want %v", o.Name, got, o.Value)
			}
		case !errors.As(err, &fault) || fault.Why != o.Why:
			t.Errorf("%s: %v, want %s", o.Name, err, o.Why)
		}
	}
	for _, why := range []Why{"", WhySyntax, WhyUTF8, WhyBOM, WhyDuplicate, WhyNUL, WhyHalf, WhyDepth} {
		if seen[why] == 0 {
			t.Errorf("no text shows %q", why)
		}
	}
}

// meaning reads a checked text with the shape functions, into what encoding/json would make of it.
func meaning(t testing.TB, raw []byte) any {
	raw = []byte(strings.Trim(string(raw), " \t\r\n"))
	if members, ok := Object(raw); ok {
		m := map[string]any{}
		for _, e := range members {
			m[e.Key] = meaning(t, e.Raw)
		}
		return m
	}
	if items, ok := Array(raw); ok {
		a := []any{}
		for _, item := range items {
			a = append(a, meaning(t, item))
		}
		return a
	}
	if s, ok := String(raw); ok {
		return s
	}
	if b, ok := Bool(raw); ok {
		return b
	}
	if n, ok := Int(raw); ok {
		return float64(n)
	}
	if !IsNull(raw) {
		var f float64
		if err := json.Unmarshal(raw, &f); err != nil && !strings.Contains(err.Error(), "cannot unmarshal number") {
			t.Errorf("%q has no shape", raw)
		}
		return f
	}
	return nil
}

func TestNumbers(t *testing.T) {
	type row struct {
		Text string
		Int  *int64
	}
	for _, r := range load[row](t, "numbers.json") {
		n, ok := Int([]byte(r.Text))
		if ok != (r.Int != nil) || ok && n != *r.Int {
			t.Errorf("%s: %d %v", r.Text, n, ok)
		}
		if err := Check([]byte(r.Text), 1); err != nil {
			t.Errorf("%s: %v", r.Text, err)
		}
	}
}

func TestStrings(t *testing.T) {
	type row struct {
		Text, JSON string
		Units      int
	}
	for _, r := range load[row](t, "strings.json") {
		if got := string(AppendString(nil, r.Text)); got != r.JSON {
			t.Errorf("%q is written %s, want %s", r.Text, got, r.JSON)
		}
		if got, ok := String([]byte(r.JSON)); !ok || got != r.Text {
			t.Errorf("%s is read %q %v", r.JSON, got, ok)
		}
		if got := UTF16Len(r.Text); got != r.Units {
			t.Errorf("%q has %d units, want %d", r.Text, got, r.Units)
		}
	}
}

func TestShapesOfOthers(t *testing.T) {
	for _, raw := range []string{"", "{", "[", `"`, "tru", "1", "null", "{}", "[]", `""`, "true", "-", "nul"} {
		_, object := Object([]byte(raw))
		_, array := Array([]byte(raw))
		_, str := String([]byte(raw))
		_, flag := Bool([]byte(raw))
		_, number := Int([]byte(raw))
		got := []bool{object, array, str, flag, number, IsNull([]byte(raw))}
		want := []bool{raw == "{}", raw == "[]", raw == `""`, raw == "true", raw == "1", raw == "null"}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, want %v", raw, got, want)
		}
	}
}

// FuzzCheck holds Check against encoding/json: what Check takes means the same there; what only Check refuses is refused for one of
// its own reasons.
func FuzzCheck(f *testing.F) {
	for _, o := range load[oddText](f, "texts.json") {
		if b := o.bytes(); len(b) < 1000 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		err := Check(text, 20)
		if err == nil {
			if !json.Valid(text) {
				t.Fatalf("took %q, which is not JSON", text)
			}
			var want any
			if json.Unmarshal(text, &want) == nil {
				if got := meaning(t, text); !reflect.DeepEqual(got, want) {
					t.Fatalf("%q means %v, want %v", text, got, want)
				}
			}
			return
		}
		var fault *Error
		if errors.As(err, &fault) && fault.Why == WhySyntax && json.Valid(text) {
			t.Fatalf("refused %q: %v", text, err)
		}
		shapes(text)
	})
}

// shapes reads what was not checked: it may mean anything, but it must come to an end.
func shapes(text []byte) {
	Object(text)
	Array(text)
	String(text)
	Int(text)
	Bool(text)
}

func BenchmarkCheckStroke(b *testing.B) {
	text := []byte(`[{"t":"change","n":5,"ops":[{"op":"put","id":"abcdefghij","props":{"kind":"stroke","points":[` +
		strings.Repeat("12,-7,50,16,", 49) + `12,-7,50,16]}}]}]`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := Check(text, 10); err != nil {
			b.Fatal(err)
		}
	}
}
