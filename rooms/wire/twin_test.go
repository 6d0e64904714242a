package wire

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestTwinAnswers is the Go half of web/src/wire/twin.test.ts: it judges the frames of a file that the other half has written (a line
// each: "client" or "server", a blank, base64) and writes its verdicts beside it. Without such a file it answers a frame of its own.
func TestTwinAnswers(t *testing.T) {
	path := os.Getenv("WIRE_TWIN_FRAMES")
	if path == "" {
		path = t.TempDir() + "/frames"
		if err := os.WriteFile(path, []byte("client "+base64.StdEncoding.EncodeToString([]byte(`[{"t":"beat"}]`))), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(path + ".go")
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	count := 0
	for line := range strings.Lines(string(text)) {
		from, encoded, _ := strings.Cut(strings.TrimSpace(line), " ")
		frame, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil {
			t.Fatal(err)
		}
		if err := encoder.Encode(judgeFrame(from, frame)); err != nil {
			t.Fatal(err)
		}
		count++
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if count == 0 {
		t.Fatal("there was no frame")
	}
}

// FuzzDecoders: whatever arrives, the decoders do not panic, and what they take they write so that it reads as the same.
func FuzzDecoders(f *testing.F) {
	for _, x := range loadFixtures(f) {
		if b := x.bytes(); len(b) < 2000 {
			f.Add(x.From == "server", b)
		}
	}
	f.Fuzz(func(t *testing.T, server bool, frame []byte) {
		from := "client"
		if server {
			from = "server"
		}
		v := judgeFrame(from, frame)
		if v.Close != "" || len(v.Messages) == 0 {
			return
		}
		for _, m := range v.Messages {
			if m[0] != '{' {
				return // a refusal is not written back
			}
		}
		again := judgeFrame(from, []byte("["+strings.Join(v.Messages, ",")+"]"))
		if again.Close != "" || strings.Join(again.Messages, "\n") != strings.Join(v.Messages, "\n") {
			t.Fatalf("%q reads as %q, and that as %q %s", frame, v.Messages, again.Messages, again.Close)
		}
	})
}
