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
	more []*target // its other nodes
}

// at is the node for the i-th of those who take part: they are spread over all.
func (t *target) at(i int) *target {
	if i %= len(t.more) + 1; i > 0 {
		return t.more[i-1]
	}
	return t
}

// startTime is how long a server may take to say where it is.
const startTime = 20 * time.Second

// target starts a server of this very program with an empty folder, or nodes of one on an empty database, or takes those that --url names.
func (c *common) target(ctx context.Context) (*target, error) {
	if len(c.URL) > 0 {
		return c.running()
	}
	if c.Nodes > 1 && c.DatabaseURL == "" {
		return nil, errors.New("several nodes share a PostgreSQL: --database-url")
	}
	nodes := make([]*target, 0, max(1, c.Nodes))
	for range cap(nodes) {
		t, err := c.startNode(ctx)
		if err != nil {
			together(nodes).stop()
			return nil, err
		}
		nodes = append(nodes, t)
	}
	return together(nodes), nil
}

// running are the nodes that --url names.
func (c *common) running() (*target, error) {
	if len(c.PID) > 0 && len(c.PID) != len(c.URL) {
		return nil, errors.New("--pid names as many as --url, in the same order")
	}
	var nodes []*target
	for i, address := range c.URL {
		base, err := url.Parse(strings.TrimSuffix(address, "/"))
		if err != nil || base.Host == "" || base.Scheme != "http" {
			return nil, fmt.Errorf("%q is not an address like http://localhost:8080", address)
		}
		t := &target{base: base, stop: func() {}}
		if len(c.PID) > 0 {
			t.pid = c.PID[i]
		}
		nodes = append(nodes, t)
	}
	return together(nodes), nil
}

// together makes one target of nodes; stop stops them all.
func together(nodes []*target) *target {
	if len(nodes) == 0 {
		return &target{stop: func() {}}
	}
	first := *nodes[0]
	first.more = nodes[1:]
	first.stop = func() {
		for _, t := range nodes {
			t.stop()
		}
	}
	return &first
}

// startNode starts one, with no limit on how many may come.
func (c *common) startNode(ctx context.Context) (*target, error) {
	folder, err := os.MkdirTemp("", "drawingroom-bench-")
	if err != nil {
		return nil, err
	}
	args := []string{
		"serve", "--addr", "127.0.0.1:0", "--data", folder, "--log-level", "error",
		"--max-guests", "0", "--max-sessions", "0", "--max-boards", "0", "--max-moments", "0",
		"--max-connections", "0", "--max-connections-by-address", "0", "--max-connections-by-user", "0", "--max-new-connections", "0",
	}
	if c.DatabaseURL != "" {
		args = append(args, "--database-url", c.DatabaseURL)
	}
	if c.NatsURL != "" {
		args = append(args, "--nats-url", c.NatsURL)
	}
	t, err := start(ctx, args...)
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

// cpu returns the CPU time that all nodes have used so far.
func (t *target) cpu() (time.Duration, error) { return sum(t, cpuOf) }

// memory returns their resident memory in bytes.
func (t *target) memory() (int64, error) { return sum(t, memoryOf) }

// sum adds up a figure of all nodes' processes; none, if one of them is not known.
func sum[N time.Duration | int64](t *target, of func(pid int) (N, error)) (all N, err error) {
	for i := range len(t.more) + 1 {
		pid := t.at(i).pid
		if pid == 0 {
			return 0, errUnmeasured
		}
		one, err := of(pid)
		if err != nil {
			return 0, err
		}
		all += one
	}
	return all, nil
}
