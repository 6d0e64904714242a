package wire

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

// fixture is a file of testdata, which web/src/wire/fixtures.test.ts reads too.
type fixture struct {
	From    string // client or server
	Frame   string
	Base64  []byte // instead of Frame, where it is not UTF-8
	Repeats []struct {
		Text  string
		Times int
		Join  string
	} // what ⟦0⟧, ⟦1⟧, … stand for
	Pad int // the frame is filled up with blanks to so many bytes

	Means *string // good: the same frame as we would write it; absent: the frame itself

	Close  string // bad: the name of the close
	Stands int    // bad: how many messages before the bad one stand

	Answers []*struct { // refused: by message; null for what is not refused
		N    int64
		As   board.Client
		Code string
	}

	path string
}

// expand replaces the marks of what repeats.
func (x *fixture) expand(text string) string {
	for i, r := range x.Repeats {
		mark := fmt.Sprintf("⟦%d⟧", i)
		if !strings.Contains(text, mark) {
			continue
		}
		inner := x.expand(r.Text)
		text = strings.ReplaceAll(text, mark, strings.TrimSuffix(strings.Repeat(inner+r.Join, r.Times), r.Join))
	}
	return text
}

func (x *fixture) bytes() []byte {
	if x.Base64 != nil {
		return x.Base64
	}
	text := x.expand(x.Frame)
	return []byte(text + strings.Repeat(" ", max(0, x.Pad-len(text))))
}

func (x *fixture) means() string {
	if x.Means != nil {
		return x.expand(*x.Means)
	}
	return x.expand(x.Frame)
}

func loadFixtures(t testing.TB) []fixture {
	t.Helper()
	paths, err := filepath.Glob("testdata/*/W*/*.json")
	if err != nil || len(paths) < 300 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	fixtures := make([]fixture, len(paths))
	for i, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &fixtures[i]); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		fixtures[i].path = path
	}
	return fixtures
}

// verdict is what a decoder makes of a frame; the twin's test builds the same.
type verdict struct {
	Close    string   `json:"close"`
	Messages []string `json:"messages"` // each as we would write it; a refused change as "n/as/code"
}

func judgeFrame(from string, frame []byte) verdict {
	v := verdict{Messages: []string{}}
	if from == "server" {
		messages, err := DecodeServerFrame(frame)
		for _, m := range messages {
			if news, ok := m.(PresenceNews); ok { // the order of sessions says nothing, and JavaScript does not keep it
				slices.SortFunc(news.Others, func(a, b OtherNews) int { return strings.Compare(string(a.Session), string(b.Session)) })
			}
			v.Messages = append(v.Messages, string(AppendServer(nil, m)))
		}
		if err != nil {
			v.Close = err.Close.Name
		}
		return v
	}
	messages, err := DecodeClientFrame(frame)
	for _, m := range messages {
		if c, ok := m.(Change); ok && c.Bad != nil {
			v.Messages = append(v.Messages, fmt.Sprintf("%d/%d/%s", c.N, c.As, c.Bad.Code))
			continue
		}
		v.Messages = append(v.Messages, string(AppendClient(nil, m)))
	}
	if err != nil {
		v.Close = err.Close.Name
	}
	return v
}

func TestFixtures(t *testing.T) {
	for _, x := range loadFixtures(t) {
		v := judgeFrame(x.From, x.bytes())
		switch {
		case x.Close != "":
			if v.Close != x.Close || len(v.Messages) != x.Stands {
				t.Errorf("%s: close %q, %d stand", x.path, v.Close, len(v.Messages))
			}
		case v.Close != "":
			t.Errorf("%s: close %q", x.path, v.Close)
		case x.Answers != nil:
			checkAnswers(t, x, v)
		default:
			if got := "[" + strings.Join(v.Messages, ",") + "]"; got != x.means() {
				t.Errorf("%s: means\n%.300s\nwant\n%.300s", x.path, got, x.means())
			}
		}
	}
}

func checkAnswers(t *testing.T, x fixture, v verdict) {
	if len(v.Messages) != len(x.Answers) {
		t.Errorf("%s: %d messages", x.path, len(v.Messages))
		return
	}
	for i, a := range x.Answers {
		if a == nil {
			if strings.Contains(v.Messages[i][:2], "/") || v.Messages[i][0] != '{' {
				t.Errorf("%s: message %d is refused: %s", x.path, i, v.Messages[i])
			}
			continue
		}
		if want := fmt.Sprintf("%d/%d/%s", a.N, a.As, a.Code); v.Messages[i] != want {
			t.Errorf("%s: message %d: %.200s, want %s", x.path, i, v.Messages[i], want)
		}
		if Sentence(a.Code) == "" {
			t.Errorf("%s: %s is no code", x.path, a.Code)
		}
	}
}

// Every numbered rule has a fixture, or SPEC.md names the test that shows it, and that test exists.
func TestEveryRuleIsShown(t *testing.T) {
	spec, err := os.ReadFile("SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	_, elsewhere, _ := strings.Cut(string(spec), "## Shown elsewhere")
	rules := regexp.MustCompile(`(?m)^- \*\*(W\d+)`).FindAllStringSubmatch(string(spec), -1)
	if len(rules) < 30 {
		t.Fatalf("SPEC.md has %d rules", len(rules))
	}
	known := map[string]bool{}
	for _, r := range rules {
		known[r[1]] = true
		good, _ := filepath.Glob("testdata/good/" + r[1] + "/*.json")
		bad, _ := filepath.Glob("testdata/bad/" + r[1] + "/*.json")
		if len(good)+len(bad) > 0 {
			continue
		}
		line := regexp.MustCompile(`(?m)^- ` + r[1] + `: (\S+) (Test\w+)$`).FindStringSubmatch(elsewhere)
		if line == nil {
			t.Errorf("%s has neither a fixture nor a line in SPEC.md that names its test", r[1])
			continue
		}
		if !testExists(t, line[1], line[2]) {
			t.Errorf("%s is said to be shown by %s in %s, which does not exist", r[1], line[2], line[1])
		}
	}
	folders, _ := filepath.Glob("testdata/*/W*")
	for _, f := range folders {
		if !known[filepath.Base(f)] {
			t.Errorf("%s belongs to no rule", f)
		}
	}
}

func testExists(t *testing.T, folder, name string) bool {
	files, _ := filepath.Glob(filepath.Join("../..", folder, "*_test.go"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "func "+name+"(") {
			return true
		}
	}
	return false
}

// Every type of message is shown being taken.
func TestEveryMessageIsShown(t *testing.T) {
	seen := map[string]int{}
	for _, x := range loadFixtures(t) {
		for name := range types(x) {
			seen[x.From+" "+name]++
		}
	}
	for name := range clientReaders {
		if seen["client "+name] == 0 {
			t.Errorf("no good fixture shows %s from a client", name)
		}
	}
	for name := range serverReaders {
		if seen["server "+name] == 0 {
			t.Errorf("no good fixture shows %s from a node", name)
		}
	}
}

// types are the types of the messages in a good fixture.
func types(x fixture) map[string]bool {
	names := map[string]bool{}
	if !strings.Contains(x.path, "/good/") {
		return names
	}
	var messages []struct{ T string }
	_ = json.Unmarshal(x.bytes(), &messages)
	for _, m := range messages {
		names[m.T] = true
	}
	return names
}
