package processtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/golang-jwt/jwt/v5"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// hosted is a server that takes the tokens of a host application, with a board on it.
type hosted struct {
	*testing.T
	server  *node
	address string
	secret  string
	board   made
}

func newHosted(t *testing.T) *hosted {
	t.Helper()
	h := &hosted{T: t, secret: strings.Repeat("0123456789abcdef", 4)}
	file := filepath.Join(t.TempDir(), "host.key")
	if err := os.WriteFile(file, []byte(h.secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.server = newNode(t, "--data", t.TempDir(), "--host-issuer", "https://app.example", "--host-key-file", file)
	h.server.start()
	h.opens()
	return h
}

// opens has somebody make a board, and returns them.
func (h *hosted) opens() *guest {
	h.Helper()
	ctx := h.Context()
	owner, err := newGuest(ctx, "Owner", h.server)
	if err == nil {
		h.board, err = owner.makeBoard(ctx)
	}
	if err == nil {
		h.address, err = h.server.at(ctx)
	}
	if err != nil {
		h.Fatal(err)
	}
	return owner
}

// mint is a token of the host's, minted so long ago.
func (h *hosted) mint(sub string, age time.Duration, further jwt.MapClaims) string {
	h.Helper()
	claims := jwt.MapClaims{"iss": "https://app.example", "aud": "drawingroom", "sub": sub, "name": "Ada", "iat": time.Now().Add(-age).Unix(), "exp": time.Now().Add(time.Hour).Unix()}
	for name, value := range further {
		claims[name] = value
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims).SignedString([]byte(h.secret))
	if err != nil {
		h.Fatal(err)
	}
	return token
}

// ask asks by a token and nothing else, and returns the status and the body.
func (h *hosted) ask(method, path, token, body string) (int, []byte) {
	h.Helper()
	r, err := http.NewRequestWithContext(h.Context(), method, h.address+path, strings.NewReader(body))
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer answer.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(answer.Body); err != nil {
		h.Fatal(err)
	}
	return answer.StatusCode, text.Bytes()
}

// letIn is a line on which somebody has been let in.
type letIn struct {
	*hosted
	line   line
	role   board.Role
	client board.Client
}

// join opens a line of a kind and says hello.
func (h *hosted) join(kind, token, client string) *letIn {
	h.Helper()
	l, err := lines[kind](h.Context(), h.address, h.board.ID, token)
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(l.close)
	j := &letIn{hosted: h, line: l}
	j.say(fmt.Sprintf(`[{"t":"hello","client":%q}]`, client))
	j.until(func(m wire.ServerMessage) bool {
		w, is := m.(wire.Welcome)
		if is {
			j.role, j.client = w.Role, w.Client
		}
		return is
	})
	return j
}

func (j *letIn) say(frame string) {
	j.Helper()
	if err := j.line.say(j.Context(), []byte(frame)); err != nil {
		j.Fatal(err)
	}
}

// until hears until a message fits.
func (j *letIn) until(fits func(wire.ServerMessage) bool) {
	j.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		frame, err := j.line.hear(j.Context())
		if err != nil {
			j.Fatal(err)
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			j.Fatal(bad)
		}
		for _, m := range messages {
			if fits(m) {
				return
			}
		}
	}
	j.Fatal("it did not come")
}

// closed hears until the line ends, and returns the code.
func (j *letIn) closed() int {
	j.Helper()
	for {
		if _, err := j.line.hear(j.Context()); err != nil {
			var end websocket.CloseError
			if !errors.As(err, &end) {
				j.Fatal(err)
			}
			return int(end.Code)
		}
	}
}

// draws puts a rectangle as the change n, and waits until it is in the log.
func (j *letIn) draws(n int) {
	j.Helper()
	j.say(fmt.Sprintf(`[{"t":"change","n":%d,"ops":[{"op":"put","id":"element-%d","props":{"kind":"rectangle","at":[0,0],"size":[100,100]}}]}]`, n, n))
	j.until(func(m wire.ServerMessage) bool {
		changes, _ := m.(wire.Changes)
		return slices.ContainsFunc(changes.Items, func(i wire.Item) bool { return i.Client == j.client && i.N == int64(n) })
	})
}

// The program takes a host application's tokens on every kind of line and for requests, renews them in band, and a newer one that says less reaches
// open lines within five seconds.
func TestC53_C56_C59_a_host_applications_tokens(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, kind string) {
		h := newHosted(t)
		at := jwt.MapClaims{"board": h.board.ID, "role": "editor"}
		page := h.join(kind, h.mint("42", time.Minute, at), "AAAAAAAAAAAAAAAAAAAAAA")
		if page.role != board.RoleEditor {
			t.Fatalf("let in as %q", page.role)
		}
		page.draws(1)
		page.say(fmt.Sprintf(`[{"t":"token","token":%q}]`, h.mint("42", 50*time.Second, at)))
		page.draws(2)
		path := "/api/v1/boards/" + string(h.board.ID)
		if status, text := h.ask("GET", path+"/export", h.mint("42", 45*time.Second, at), ""); status != http.StatusOK || !bytes.Contains(text, []byte("element-2")) {
			t.Errorf("the export: %d %.200s", status, text)
		}
		begun := time.Now()
		if status, text := h.ask("GET", path, h.mint("42", 40*time.Second, jwt.MapClaims{"board": h.board.ID, "role": "viewer"}), ""); status != http.StatusOK || !bytes.Contains(text, []byte(`"viewer"`)) {
			t.Errorf("by a newer token: %d %s", status, text)
		}
		page.until(func(m wire.ServerMessage) bool {
			r, is := m.(wire.RoleChanged)
			return is && r.Role == board.RoleViewer
		})
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("told after %s", took)
		}
		begun = time.Now()
		if status, _ := h.ask("POST", path+"/join", h.mint("42", 0, nil), "{}"); status != http.StatusNotFound {
			t.Errorf("joining by a token without the board: %d", status)
		}
		if code := page.closed(); code != wire.Forbidden.Code {
			t.Errorf("closed with %d", code)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("closed after %s", took)
		}
	})
}

// A server of the host's makes a board by a token that says so, and lets somebody draw on it.
func TestAHostApplicationMakesABoard(t *testing.T) {
	t.Parallel()
	h := newHosted(t)
	h.server.kill()
	h.server.args = append(h.server.args, "--who-may-create", "admin")
	h.server.start()
	h.address, _ = h.server.at(t.Context())
	if status, _ := h.ask("POST", "/api/v1/boards", h.mint("server", 0, nil), `{"title":"Plans"}`); status != http.StatusForbidden {
		t.Errorf("without the word: %d", status)
	}
	status, text := h.ask("POST", "/api/v1/boards", h.mint("server", 0, jwt.MapClaims{"create": true}), `{"title":"Plans"}`)
	if status != http.StatusCreated {
		t.Fatalf("%d %s", status, text)
	}
	if err := json.Unmarshal(text, &h.board); err != nil {
		t.Fatal(err)
	}
	h.join("socket", h.mint("42", 0, jwt.MapClaims{"board": h.board.ID, "role": "editor"}), "AAAAAAAAAAAAAAAAAAAAAA").draws(1)
}

// The examples of docs/host-tokens.md run as they stand there, and what they print opens a socket, a stream and a poll of the real program.
func TestTheDocumentsExamplesOfHostTokens(t *testing.T) {
	t.Parallel()
	h := newHosted(t)
	text, err := os.ReadFile("../../../docs/host-tokens.md")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "host.key"), []byte(h.secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, example := range []struct {
		language, file string
		run            func(file string) *exec.Cmd
	}{
		{"go", "mint.go", func(file string) *exec.Cmd {
			built := filepath.Join(folder, "mint")
			if out, err := exec.Command("go", "build", "-o", built, file).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			return exec.Command(built, string(h.board.ID))
		}},
		{"js", "mint.mjs", func(file string) *exec.Cmd { return exec.Command("node", file, string(h.board.ID)) }},
	} {
		found := regexp.MustCompile("(?s)\n```"+example.language+"\n(.*?)\n```\n").FindAllSubmatch(text, -1)
		if len(found) != 1 {
			t.Fatalf("%d examples in %s", len(found), example.language)
		}
		file := filepath.Join(folder, example.file)
		if err := os.WriteFile(file, append(found[0][1], '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
		command := example.run(file)
		command.Dir = folder
		printed, err := command.Output()
		if err != nil {
			t.Fatalf("%s: %v", example.language, err)
		}
		token := strings.TrimSpace(string(printed))
		for j, kind := range kinds {
			page := h.join(kind, token, fmt.Sprintf("%020d%dA", i, j))
			if page.role != board.RoleEditor {
				t.Errorf("%s, %s: let in as %q", example.language, kind, page.role)
			}
		}
	}
}
