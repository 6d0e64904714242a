package main

import (
	"bytes"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strings"
	"testing"
)

// tell runs a command and returns what it printed.
func tell(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, &o, &e)
	return o.String(), e.String(), code
}

// A link that is printed beside the running server makes one browser an admin's, which may make boards where nobody else may, until it is taken back.
func TestAnAdminIsMadeByACommand(t *testing.T) {
	data := t.TempDir()
	r := begin(t, "--addr", "127.0.0.1:0", "--data", data, "--who-may-create", "admin")
	out, errs, code := tell(t, "admin", "--data", data, "--addr", ":9000")
	secret := regexp.MustCompile(`^http://localhost:9000/#admin=([\w-]{22})\n$`).FindStringSubmatch(out)
	if code != 0 || secret == nil || !strings.Contains(errs, "15 minutes") {
		t.Fatalf("exit %d: %q, %q", code, out, errs)
	}
	if out, errs, _ := tell(t, "admin", "--data", data); !strings.HasPrefix(out, r.base+"/#admin=") || strings.Contains(errs, "guess") {
		t.Errorf("beside the server it begins another way: %q %q", out, errs)
	}
	if out, _, _ := tell(t, "admin", "--data", data, "--public-url", "https://draw.example/"); !strings.HasPrefix(out, "https://draw.example/#admin=") {
		t.Errorf("%q", out)
	}
	jar, _ := cookiejar.New(nil)
	ada := &http.Client{Jar: jar}
	var user struct{ ID string }
	post(t, ada, r.base+"/api/v1/guests", `{"name":"Ada"}`, &user)
	try := func(path, body string) int {
		answer, err := ada.Post(r.base+path, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if got := try("/api/v1/boards", `{}`); got != http.StatusForbidden {
		t.Fatalf("before: %d", got)
	}
	if got := try("/api/v1/me/admin", `{"secret":"`+secret[1]+`"}`); got != http.StatusOK {
		t.Fatalf("by the link: %d", got)
	}
	if got := try("/api/v1/me/admin", `{"secret":"`+secret[1]+`"}`); got != http.StatusNotFound {
		t.Errorf("by the link again: %d", got)
	}
	if got := try("/api/v1/boards", `{}`); got != http.StatusCreated {
		t.Errorf("an admin: %d", got)
	}
	if out, _, _ := tell(t, "admin", "list", "--data", data); !strings.HasPrefix(out, user.ID) || !strings.Contains(out, "Ada") {
		t.Errorf("listed: %q", out)
	}
	if out, errs, code := tell(t, "admin", "remove", "--data", data, user.ID); code != 0 {
		t.Errorf("removing: %q, %q", out, errs)
	}
	if got := try("/api/v1/boards", `{}`); got != http.StatusForbidden {
		t.Errorf("after: %d", got)
	}
	if _, errs, code := tell(t, "admin", "remove", "--data", data, user.ID); code != 1 || !strings.Contains(errs, "there is no admin") {
		t.Errorf("removing again: %d %q", code, errs)
	}
	if _, errs, _ := tell(t, "admin", "list", "--data", data); !strings.Contains(errs, "There is no admin") {
		t.Errorf("%q", errs)
	}
}

// The link begins as the server that runs is called by others; where none runs, that it is a guess is said.
func TestTheLinkOfAnAdminLeadsToTheServer(t *testing.T) {
	data := t.TempDir()
	r := begin(t, "--addr", "127.0.0.1:0", "--data", data, "--public-url", "https://example.org/draw")
	if out, errs, _ := tell(t, "admin", "--data", data); !strings.HasPrefix(out, "https://example.org/draw/#admin=") || !strings.Contains(errs, "it begins with "+r.base) {
		t.Errorf("%q %q", out, errs)
	}
	r.end()
	if out, errs, _ := tell(t, "admin", "--data", data); !strings.HasPrefix(out, "http://localhost:8080/#admin=") || !strings.Contains(errs, "a guess") {
		t.Errorf("%q %q", out, errs)
	}
	for want, args := range map[string][]string{
		"https://draw.example.org/": {"--tls-acme-host", "draw.example.org"}, "https://localhost:8443/": {"--addr", ":8443", "--tls-cert-file", "x", "--tls-key-file", "x"},
	} {
		if out, errs, _ := tell(t, append([]string{"admin", "--data", data}, args...)...); !strings.HasPrefix(out, want+"#admin=") || strings.Contains(errs, "guess") {
			t.Errorf("%v: %q %q", args, out, errs)
		}
	}
}
