package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wrote is a file of a test's own.
func wrote(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// What a host application's settings lack or have too much of is said in a sentence, and nothing is served.
func TestHostsThatCannotBe(t *testing.T) {
	secret := wrote(t, strings.Repeat("a secret of the host ", 3)+"\n")
	own := wrote(t, strings.Repeat("our own signing key ", 3)+"\n")
	for _, row := range []struct {
		says string
		args []string
	}{
		{"--host-issuer", []string{"--host-key-file", secret}},
		{"need keys", []string{"--host-issuer", "acme"}},
		{"need keys", []string{"--host-name", "Acme"}},
		{"cannot be read", []string{"--host-issuer", "acme", "--host-key-file", filepath.Join(t.TempDir(), "absent")}},
		{"fewer than 32 bytes", []string{"--host-issuer", "acme", "--host-key-file", wrote(t, "too short\n")}},
		{"fewer than 32 bytes", []string{"--host-issuer", "acme", "--host-key-file", secret, "--host-key-file", wrote(t, "")}},
		{"this server's own", []string{"--host-issuer", "drawingroom", "--host-key-file", secret}},
		{"audience", []string{"--host-issuer", "acme", "--host-audience", "", "--host-key-file", secret}},
		{"signs with", []string{"--host-issuer", "acme", "--host-key-file", own, "--signing-key-file", own}},
		{"https://", []string{"--host-issuer", "acme", "--host-jwks-url", "http://acme.example/jwks"}},
		{"https://", []string{"--host-issuer", "acme", "--host-jwks-url", "file:///etc/passwd"}},
		{"https://", []string{"--host-issuer", "acme", "--host-jwks-url", "http://127.0.0.1.evil.example/jwks"}},
		{"https://", []string{"--host-issuer", "acme", "--host-jwks-url", "https://user:sesame@acme.example/jwks"}},
		{"give one", []string{"--host-issuer", "acme", "--host-jwks-url", "https://acme.example/jwks", "--host-jwks-file", secret}},
	} {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"--addr", "127.0.0.1:0", "--data", t.TempDir()}, row.args...), &out, &errs)
		if said := errs.String(); code != 1 || !strings.Contains(said, row.says) || strings.Contains(said, "sesame") || out.Len() > 0 {
			t.Errorf("%v: exit %d, %q, %q", row.args, code, said, out.String())
		}
	}
}

// Who may make boards, and whose tokens are taken, is said at the start.
func TestTheStartSaysWhoMayCreate(t *testing.T) {
	for _, row := range []struct {
		of   settings
		says []string
	}{
		{settings{WhoMayCreate: "anyone"}, []string{"made by anyone", "--who-may-create"}},
		{settings{WhoMayCreate: "members"}, []string{"made by members", "drawingroom admin"}},
		{settings{WhoMayCreate: "members", hostApp: hostApp{Name: "Acme", Issuer: "acme", Audience: "drawingroom", JWKS: "https://x"}}, []string{"the people of Acme", "Tokens are taken of Acme, issued by acme for drawingroom"}},
		{settings{WhoMayCreate: "admin", hostApp: hostApp{Issuer: "acme", Secrets: []string{"x"}}}, []string{"made by admins alone", "Tokens are taken of acme"}},
	} {
		var out bytes.Buffer
		row.of.Addr, row.of.Data = "127.0.0.1:8080", "d"
		row.of.announce(&out, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
		for _, says := range row.says {
			if !strings.Contains(out.String(), says) {
				t.Errorf("%+v: %q lacks %q", row.of, out.String(), says)
			}
		}
	}
}
