// Package processtest tests the real program as a process: it is started, killed with kill -9, traced, and started again,
// while real clients draw. Nothing of the server's code runs in here, but for what reads the wire, folds a board, and signs a token that has almost run out.
package processtest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for something that must come. Reaching it is a failure.
const patience = 60 * time.Second

// program builds the real binary, once.
var program = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "drawingroom-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, "drawingroom")
	args := []string{"build", "-o", path}
	if os.Getenv("NIGHTLY") != "" {
		args = append(args, "-race") // what races then ends the process, and is missed
	}
	out, err := exec.Command("go", append(args, "drawingroom/cmd/drawingroom")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if path, err := program(); err == nil {
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// node is one server, which may die and come again. Its address is another each time.
type node struct {
	t       *testing.T
	args    []string
	before  []string // a command line to run it under
	mu      sync.Mutex
	address string // "" while it is down
	up      chan struct{}
	process *exec.Cmd
	said    *tail
	log     io.Writer // what it says goes there too; nil: nowhere
}

// onFolder is a node with a data folder; onDatabase one on PostgreSQL.
func onFolder(t *testing.T, folder string) *node { return newNode(t, "--data", folder) }

func onDatabase(t *testing.T, url string) *node {
	return newNode(t, "--database-url", url, "--data", t.TempDir())
}

func newNode(t *testing.T, args ...string) *node {
	n := &node{t: t, up: make(chan struct{}), args: append([]string{
		"serve", "--addr", "127.0.0.1:0", "--log-level", "warn",
		// All the clients of a test come from one address.
		"--max-guests", "0", "--max-sessions", "0", "--max-boards", "0", "--max-connections-by-address", "0",
	}, args...)}
	t.Cleanup(n.kill)
	return n
}

var firstLine = regexp.MustCompile(`http://\S+`)

// start starts the node and waits until it serves.
func (n *node) start() {
	n.t.Helper()
	address := n.launch()
	n.ready(address)
	n.mu.Lock()
	n.address = address
	close(n.up)
	n.mu.Unlock()
}

// launch starts the process, and returns the address that it says.
func (n *node) launch() string {
	n.t.Helper()
	path, err := program()
	if err != nil {
		n.t.Fatal(err)
	}
	line := append(append(append([]string{}, n.before...), path), n.args...)
	n.process = exec.Command(line[0], line[1:]...)
	n.process.Env = append(os.Environ(), "GORACE=halt_on_error=1") // for the long form, where it is built to find races
	n.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	n.said = &tail{}
	n.process.Stderr = n.said
	if n.log != nil {
		n.process.Stderr = io.MultiWriter(n.said, n.log)
	}
	out, err := n.process.StdoutPipe()
	if err == nil {
		err = n.process.Start()
	}
	if err != nil {
		n.t.Fatal(err)
	}
	text, err := bufio.NewReader(out).ReadString('\n')
	address := firstLine.FindString(text)
	if err != nil || address == "" {
		n.kill()
		n.t.Fatalf("the server said %q and %q: %v", text, n.said.text(), err)
	}
	return address
}

func (n *node) ready(address string) {
	n.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/readyz", nil)
		if err != nil {
			n.t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(request)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return
			}
		}
		if ctx.Err() != nil {
			n.t.Fatalf("%s is not ready: %v: %s", address, err, n.said.text())
		}
	}
}

// kill ends the node at once, with no chance to do anything: kill -9.
func (n *node) kill() {
	n.mu.Lock()
	running := n.process
	n.process = nil
	if n.address != "" {
		n.address, n.up = "", make(chan struct{})
	}
	n.mu.Unlock()
	if running == nil {
		return
	}
	syscall.Kill(-running.Process.Pid, syscall.SIGKILL) // the group: a tracer dies with it
	running.Wait()
}

// stop asks the node to end, as a host does, and returns when it has.
func (n *node) stop() error {
	n.mu.Lock()
	running := n.process
	n.process = nil
	n.address, n.up = "", make(chan struct{})
	n.mu.Unlock()
	err := errors.Join(syscall.Kill(-running.Process.Pid, syscall.SIGTERM), running.Wait())
	if err != nil {
		return fmt.Errorf("%w: %s", err, n.said.text())
	}
	return nil
}

func (n *node) isUp() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.address != ""
}

// at is the node's address, once it has one.
func (n *node) at(ctx context.Context) (string, error) {
	for {
		n.mu.Lock()
		address, up := n.address, n.up
		n.mu.Unlock()
		if address != "" {
			return address, nil
		}
		select {
		case <-up:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// tail keeps the last that a process said.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

var _ io.Writer = (*tail)(nil)

func (w *tail) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept = append(w.kept, p...)
	w.kept = w.kept[max(0, len(w.kept)-4000):]
	return len(p), nil
}

func (w *tail) text() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.TrimSpace(string(w.kept))
}
