package hosting

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// acmeName is whom the certificate is for. Only the name server of this test knows it.
const acmeName = "draw.example.test"

// The program gets a certificate by itself: from Pebble, the certificate authority that Let's Encrypt tests ACME clients with, which comes to see whether the
// name leads here as the real one does.
func TestCertificateByACME(t *testing.T) {
	program := built(t, "../..", "./cmd/drawingroom")
	for _, proof := range []string{"tls-alpn-01", "http-01"} {
		t.Run(proof, func(t *testing.T) {
			a := startAuthority(t, proof)
			data := t.TempDir()
			args := []string{"serve", "--addr", a.secure, "--data", data, "--tls-acme-host", acmeName, "--tls-acme-directory", a.directory, "--tls-acme-http-addr", a.plain}
			stop := a.serves(t, program, args...)
			first := a.visits(t)
			a.leadsUp(t)
			notForOthers(t, filepath.Join(data, "certificates"))
			stop()

			// The next time it is there already, and the authority may be gone.
			a.end()
			stop = a.serves(t, program, args...)
			if again := a.visits(t); again.SerialNumber.Cmp(first.SerialNumber) != 0 {
				t.Error("it is another certificate after a restart")
			}
			stop()
		})
	}
}

// authority is a Pebble of the test's own, and where it expects the program.
type authority struct {
	directory, secure, plain string
	trust                    string // file with the certificate of its own address
	roots                    *x509.CertPool
	end                      func()
}

func startAuthority(t *testing.T, proof string) *authority {
	t.Helper()
	pebble := built(t, ".", "github.com/letsencrypt/pebble/v2/cmd/pebble") // first: where nobody has built it yet, its source is not there
	source := strings.TrimSpace(said(t, exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/letsencrypt/pebble/v2")))
	certs := filepath.Join(source, "test/certs")
	listen, manage, secure, plain, names, names2 := port(t), port(t), port(t), port(t), port(t), port(t)
	a := &authority{directory: "https://localhost:" + listen + "/dir", secure: "127.0.0.1:" + secure, plain: "127.0.0.1:" + plain, trust: filepath.Join(certs, "pebble.minica.pem")}
	// What the proof is not to be had by, nobody listens at.
	knocks := map[string]string{"tls-alpn-01": secure, "http-01": plain}
	at := func(kind string) json.Number {
		if kind == proof {
			return json.Number(knocks[kind])
		}
		return json.Number(port(t))
	}
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress": "127.0.0.1:" + listen, "managementListenAddress": "127.0.0.1:" + manage,
		"certificate": filepath.Join(certs, "localhost/cert.pem"), "privateKey": filepath.Join(certs, "localhost/key.pem"),
		"httpPort": at("http-01"), "tlsPort": at("tls-alpn-01"), "keyAlgorithm": "ecdsa", "retryAfter": map[string]int{"authz": 1, "order": 1},
		"profiles": map[string]any{"default": map[string]any{"description": "usual", "validityPeriod": 7776000}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "pebble.json")
	if err := os.WriteFile(file, config, 0o600); err != nil {
		t.Fatal(err)
	}
	server := built(t, ".", "github.com/letsencrypt/pebble/v2/cmd/pebble-challtestsrv")
	beside(t, server, nil, "-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-dnsserver", "127.0.0.1:"+names, "-management", "127.0.0.1:"+names2,
		"-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "")
	a.end = beside(t, pebble, []string{"PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0"}, "-config", file, "-dnsserver", "127.0.0.1:"+names)
	a.waits(t, manage)
	return a
}

// waits until the authority is there, and takes its root from it.
func (a *authority) waits(t *testing.T, manage string) {
	t.Helper()
	own, err := os.ReadFile(a.trust)
	if err != nil {
		t.Fatal(err)
	}
	itself := x509.NewCertPool()
	itself.AppendCertsFromPEM(own)
	web := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: itself}}}
	text := eventually(t, func() ([]byte, error) {
		answer, err := web.Get("https://localhost:" + manage + "/roots/0")
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		return io.ReadAll(answer.Body)
	})
	a.roots = x509.NewCertPool()
	if !a.roots.AppendCertsFromPEM(text) {
		t.Fatalf("that is no root: %s", text)
	}
}

// serves runs the program, which trusts the authority's own address by the system's variable for that.
func (a *authority) serves(t *testing.T, program string, args ...string) (stop func()) {
	t.Helper()
	return beside(t, program, []string{"SSL_CERT_FILE=" + a.trust}, args...)
}

// visits comes as a browser does, trusting nobody but the authority, and returns what it was shown.
func (a *authority) visits(t *testing.T) *x509.Certificate {
	t.Helper()
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, a.secure)
	}
	web := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{DialContext: dial, TLSClientConfig: &tls.Config{RootCAs: a.roots}}}
	defer web.CloseIdleConnections()
	return eventually(t, func() (*x509.Certificate, error) {
		answer, err := web.Get("https://" + acmeName + "/livez")
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s", answer.Status)
		}
		return answer.TLS.PeerCertificates[0], nil
	})
}

// leadsUp asks at the plain port: it leads to HTTPS under the name that there is a certificate for, and nowhere else.
func (a *authority) leadsUp(t *testing.T) {
	t.Helper()
	web := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for name, want := range map[string]string{acmeName: "https://" + net.JoinHostPort(acmeName, a.secure[strings.LastIndex(a.secure, ":")+1:]) + "/b/x?y", "evil.example": ""} {
		r, err := http.NewRequest(http.MethodGet, "http://"+a.plain+"/b/x?y", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = name
		answer, err := web.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if got := answer.Header.Get("Location"); got != want {
			t.Errorf("from http://%s it leads to %q", name, got)
		}
	}
}

// notForOthers looks whether anybody else may read what is kept: it holds the keys.
func notForOthers(t *testing.T, folder string) {
	t.Helper()
	kept, err := os.ReadDir(folder)
	if err != nil || len(kept) == 0 {
		t.Fatalf("nothing is kept: %v", err)
	}
	for _, path := range append([]string{"."}, names(kept)...) {
		about, err := os.Stat(filepath.Join(folder, path))
		if err != nil {
			t.Fatal(err)
		}
		if about.Mode().Perm()&0o077 != 0 {
			t.Errorf("others may read %s: %s", path, about.Mode())
		}
	}
}

func names(entries []os.DirEntry) []string {
	all := make([]string, len(entries))
	for i, e := range entries {
		all[i] = e.Name()
	}
	return all
}

// built builds a program of a module and returns its file.
func built(t *testing.T, folder, pkg string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), filepath.Base(pkg))
	command := exec.Command("go", "build", "-o", file, pkg)
	command.Dir = folder
	said(t, command)
	return file
}

func said(t *testing.T, command *exec.Cmd) string {
	t.Helper()
	var wrong strings.Builder
	command.Stderr = &wrong
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", command, err, wrong.String())
	}
	return string(out)
}

// beside runs a program until end is called, or the test is over. What it says is shown where the test fails.
func beside(t *testing.T, program string, environment []string, args ...string) (end func()) {
	t.Helper()
	command := exec.Command(program, args...)
	command.Env = append(os.Environ(), environment...)
	out, err := command.StderrPipe()
	if err == nil {
		command.Stdout = command.Stderr
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		for from := bufio.NewScanner(out); from.Scan(); {
			lines = append(lines, from.Text())
		}
	}()
	ended := false
	end = func() {
		if ended {
			return
		}
		ended = true
		_ = command.Process.Kill()
		<-heard
		_ = command.Wait()
	}
	t.Cleanup(func() {
		end()
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(program), strings.Join(lines[max(0, len(lines)-30):], "\n"))
		}
	})
	return end
}

// port is one of this machine that nobody listens on.
func port(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, number, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return number
}

// eventually asks until it works, for a minute and a half: whoever starts takes a while, and a certificate takes some seconds.
func eventually[V any](t *testing.T, ask func() (V, error)) V {
	t.Helper()
	for begun := time.Now(); ; {
		got, err := ask()
		if err == nil {
			return got
		}
		if time.Since(begun) > 90*time.Second {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond) // between two knocks at the door
	}
}
