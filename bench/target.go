package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// target is the server that is measured.
type target struct {
	base *url.URL // http://host:port
	pid  int      // 0: not known, so neither CPU nor memory is measured
	stop func()
}

// startTime is how long a server may take to say where it is.
const startTime = 20 * time.Second

// target starts a server of this very program with an empty folder, or takes the one that --url names.
func (c *common) target(ctx context.Context) (*target, error) {
	if c.URL != "" {
		base, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
		if err != nil || base.Host == "" || base.Scheme != "http" {
			return nil, fmt.Errorf("%q is not an address like http://localhost:8080", c.URL)
		}
		return &target{base: base, pid: c.PID, stop: func() {}}, nil
	}
	folder, err := os.MkdirTemp("", "drawingroom-bench-")
	if err != nil {
		return nil, err
	}
	t, err := start(ctx, "serve", "--addr", "127.0.0.1:0", "--data", folder, "--log-level", "error",
		"--max-guests", "0", "--max-sessions", "0", "--max-boards", "0",
		"--max-connections", "0", "--max-connections-by-address", "0", "--max-connections-by-user", "0")
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	end := t.stop
	t.stop = func() {
		end()
		_ = os.RemoveAll(folder)
	}
	return t, nil
}

// start runs this very program with other arguments. The last word of its first line is its address.
func start(ctx context.Context, args ...string) (*target, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, args...) //nolint:gosec // itself
	cmd.Stderr = os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = startTime
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	stop := func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	base, err := address(out)
	if err != nil {
		stop()
		return nil, fmt.Errorf("%s does not say where it is: %w", args[0], err)
	}
	return &target{base: base, pid: cmd.Process.Pid, stop: stop}, nil
}

// address reads the first line of a program that has just started, and lets the rest pass.
func address(out io.Reader) (*url.URL, error) {
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		if lines.Scan() {
			found <- lines.Text()
		}
		close(found)
		_, _ = io.Copy(io.Discard, out)
	}()
	select {
	case line := <-found:
		words := strings.Fields(line)
		if len(words) == 0 {
			return nil, errors.New("it ended")
		}
		base, err := url.Parse(words[len(words)-1])
		if err == nil && base.Host == "" {
			err = errors.New(line)
		}
		return base, err
	case <-time.After(startTime):
		return nil, errors.New("it is silent")
	}
}

// cpu returns the CPU time the server has used so far.
func (t *target) cpu() (time.Duration, error) {
	if t.pid == 0 {
		return 0, errUnmeasured
	}
	return cpuOf(t.pid)
}

// memory returns the server's resident memory in bytes.
func (t *target) memory() (int64, error) {
	if t.pid == 0 {
		return 0, errUnmeasured
	}
	return memoryOf(t.pid)
}
