package processtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// documented are the blocks of docs/hosting.md in a language: at the root, and under a path.
func documented(t *testing.T, language string) (root, below string) {
	t.Helper()
	text, err := os.ReadFile("../../../docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```").FindAllStringSubmatch(string(text), -1)
	if len(found) != 2 {
		t.Fatalf("docs/hosting.md has %d blocks for %s, and not 2", len(found), language)
	}
	return found[0][1], found[1][1]
}

// host is a proxy that runs, with a certificate of its own.
type host struct {
	address string // 127.0.0.1:PORT
	trust   *x509.CertPool
	cert    string // file with it
}

// spare is a port of this machine that nobody listens on.
func spare(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// certified writes a certificate for 127.0.0.1 and its key, and returns who trusts it.
func certified(t *testing.T, folder string) (cert, key string, trust *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	as := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "127.0.0.1"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	made, err := x509.CreateCertificate(rand.Reader, as, as, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: made})
	for file, text := range map[string][]byte{cert: public, key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	trust = x509.NewCertPool()
	trust.AppendCertsFromPEM(public)
	return cert, key, trust
}

// runs starts a proxy and waits until it answers.
func (h host) runs(t *testing.T, folder string, line ...string) host {
	t.Helper()
	command := exec.Command(line[0], line[1:]...)
	command.Env = append(os.Environ(), "HOME="+folder, "XDG_DATA_HOME="+folder, "XDG_CONFIG_HOME="+folder)
	said := &tail{}
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	over := make(chan struct{})
	go func() { _ = command.Wait(); close(over) }()
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-over
	})
	for begun := time.Now(); time.Since(begun) < patience; {
		c, err := tls.Dial("tcp", h.address, &tls.Config{RootCAs: h.trust})
		if err == nil {
			_ = c.Close()
			return h
		}
		select {
		case <-over:
			t.Fatalf("%s ended: %s", line[0], said.text())
		case <-time.After(20 * time.Millisecond): // between two knocks at the door
		}
	}
	t.Fatalf("%s does not answer: %s", line[0], said.text())
	return h
}

// forThis puts the program's address into a block.
func forThis(t *testing.T, block, program string) string {
	t.Helper()
	if !strings.Contains(block, "127.0.0.1:8080") {
		t.Fatalf("the block names no program:\n%s", block)
	}
	return strings.ReplaceAll(block, "127.0.0.1:8080", program)
}

// startNginx runs nginx with a documented location.
func startNginx(t *testing.T, address, location string) host {
	folder := t.TempDir()
	cert, key, trust := certified(t, folder)
	config := fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log stderr warn;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  server { listen %[2]s ssl; ssl_certificate %[3]s; ssl_certificate_key %[4]s;
%[5]s
  }
}
`, folder, address, cert, key, location)
	file := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return host{address, trust, cert}.runs(t, folder, "nginx", "-p", folder, "-c", file, "-e", "stderr")
}

// startCaddy runs Caddy with a documented site, under another name and with a certificate of the test's.
func startCaddy(t *testing.T, address, site string) host {
	folder := t.TempDir()
	cert, key, trust := certified(t, folder)
	_, rest, found := strings.Cut(site, "{\n")
	if !found {
		t.Fatalf("the block is no site:\n%s", site)
	}
	config := fmt.Sprintf("{\n  admin off\n  auto_https disable_redirects\n  skip_install_trust\n}\nhttps://%s {\n  tls %s %s\n%s", address, cert, key, rest)
	file := filepath.Join(folder, "Caddyfile")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return host{address, trust, cert}.runs(t, folder, "caddy", "run", "--adapter", "caddyfile", "--config", file)
}

// The blocks of docs/hosting.md do what they are there for, word by word, in the real proxies.
func TestProxiesAsDocumented(t *testing.T) {
	for _, proxy := range []struct {
		name, language string
		start          func(t *testing.T, address, block string) host
	}{{"nginx", "nginx", startNginx}, {"caddy", "caddy", startCaddy}} {
		root, below := documented(t, proxy.language)
		for path, block := range map[string]string{"": root, "/draw": below} {
			t.Run(proxy.name+path, func(t *testing.T) {
				if _, err := exec.LookPath(proxy.name); err != nil {
					t.Skipf("%s is not installed: scripts/need.sh test does that where it can (apt-get install nginx-light caddy)", proxy.name)
				}
				address := spare(t)
				// No name is needed for 127.0.0.1: that it is HTTPS, and who asks, only the proxy can tell.
				args := []string{"--trusted-proxy", "127.0.0.1", "--log-level", "info"}
				if path != "" {
					args = append(args, "--public-url", "https://elsewhere.example"+path)
				}
				data := t.TempDir()
				n := newNode(t, append([]string{"--data", data}, args...)...)
				n.start()
				inside := strings.TrimSuffix(strings.TrimPrefix(n.address, "http://"), path)
				through := proxy.start(t, address, forThis(t, block, inside))
				comes(t, through, n, path).tries()
				if said, ok := through.examined(t, inside, data, path); !ok {
					t.Errorf("the doctor finds fault:\n%s", said)
				}
			})
		}
	}
}

// examined runs the doctor as whoever set all this up would.
func (h host) examined(t *testing.T, inside, data, path string) (said string, ok bool) {
	t.Helper()
	program, err := program()
	if err != nil {
		t.Fatal(err)
	}
	doctor := exec.Command(program, "doctor", "--addr", inside, "--data", data, "--public-url", "https://"+h.address+path, "--trusted-proxy", "127.0.0.1")
	doctor.Env = append(os.Environ(), "SSL_CERT_FILE="+h.cert)
	out, err := doctor.CombinedOutput()
	return string(out), err == nil
}

// What a proxy does not pass, the doctor finds, and says what to do.
func TestTheDoctorFindsWhatAProxyDoesNotPass(t *testing.T) {
	if _, err := exec.LookPath("nginx"); err != nil {
		t.Skip("nginx is not installed: scripts/need.sh test does that where it can")
	}
	good, _ := documented(t, "nginx")
	for _, row := range []struct{ without, instead, says string }{
		{"  proxy_set_header Upgrade $http_upgrade;\n", "", "WRONG public address: WebSockets do not get through"},
		{"  proxy_set_header X-Forwarded-Proto $scheme;\n", "", "WRONG public address: the server does not know that it is reached by HTTPS"},
		{"location / {", "location /elsewhere/ {", "WRONG public address: https://"},
		{"  client_max", "  proxy_ignore_headers X-Accel-Buffering;\n  client_max", "look  public address: streams"},
	} {
		if !strings.Contains(good, row.without) {
			t.Fatalf("the block has no %q", row.without)
		}
		t.Run(row.says, func(t *testing.T) {
			address, data := spare(t), t.TempDir()
			n := newNode(t, "--data", data, "--trusted-proxy", "127.0.0.1")
			n.start()
			inside := strings.TrimPrefix(n.address, "http://")
			through := startNginx(t, address, forThis(t, strings.Replace(good, row.without, row.instead, 1), inside))
			said, ok := through.examined(t, inside, data, "")
			if ok != strings.HasPrefix(row.says, "look") || !strings.Contains(said, row.says) {
				t.Errorf("it says:\n%s", said)
			}
		})
	}
}
