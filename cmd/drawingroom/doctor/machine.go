package doctor

import (
	"bufio"
	"context"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// spareFiles is how many files the server has open beside its sockets, at most.
const spareFiles = 500

// lookFiles looks whether the system lets so many files be open as there may be sockets.
func lookFiles(_ context.Context, p *Patient) []Finding {
	most, known := openFiles()
	if !known {
		return finding(Unknown, "", "how many may be open cannot be told on this system")
	}
	wanted := uint64(p.Connections) + spareFiles
	if p.Connections > 0 && most < wanted {
		return finding(Worry, "Raise it (LimitNOFILE= under systemd, ulimit -n), or lower --max-connections.", "only %d may be open, and --max-connections lets %d connections in", most, p.Connections)
	}
	return fine("%d may be open", most)
}

// littleMemory is in bytes: what the server needs beside its boards in use, and some of those.
const littleMemory = 256 << 20

// lookMemory looks how much memory there is to be had, for this machine and for this group of processes.
func lookMemory(context.Context, *Patient) []Finding {
	free, known := availableMemory()
	switch {
	case !known:
		return finding(Unknown, "", "how much there is cannot be told on this system")
	case free < littleMemory:
		return finding(Worry, "Give it more, or end what else runs here: a server of some boards wants 256 MB.", "only %d MB are to be had", free>>20)
	}
	return fine("%d MB are to be had", free>>20)
}

// availableMemory is what Linux says, and what a container is bound to.
func availableMemory() (bytes uint64, known bool) {
	file, err := os.Open("/proc/meminfo")
	if err != nil {
		return 0, false
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if rest, is := strings.CutPrefix(lines.Text(), "MemAvailable:"); is {
			kb, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(rest, "kB")), 10, 64)
			bytes, known = kb<<10, err == nil
		}
	}
	if text, err := os.ReadFile("/sys/fs/cgroup/memory.max"); err == nil {
		if most, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil {
			bytes = min(bytes, most)
		}
	}
	return bytes, known
}

// firstDay is before which no clock is right.
var firstDay = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// lookClock looks whether the clock can be right; how it goes beside that of a proxy, the public address says.
func lookClock(_ context.Context, p *Patient) []Finding {
	if now := p.Now(); now.Before(firstDay) {
		return finding(Wrong, "Set it, and keep it right (chrony, systemd-timesyncd): certificates, tokens and the times of changes hang on it.", "it says %s", now.Format(time.DateTime))
	}
	return fine("it says %s", p.Now().UTC().Format(time.RFC3339))
}

// lookNATS looks whether each server is one.
func lookNATS(ctx context.Context, p *Patient) (all []Finding) {
	if p.NATS == "" {
		return nil
	}
	for address := range strings.SplitSeq(p.NATS, ",") {
		all = append(all, askNATS(ctx, strings.TrimSpace(address))...)
	}
	return all
}

func askNATS(ctx context.Context, address string) []Finding {
	const mend = "Look at --nats-url and whether NATS runs. Without it servers still find what was drawn on others, within two seconds."
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return finding(Wrong, mend, "--nats-url is no address such as nats://host:4222")
	}
	at := u.Host
	if u.Port() == "" {
		at = net.JoinHostPort(u.Hostname(), "4222")
	}
	c, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(ctx, "tcp", at)
	if err != nil {
		return finding(Wrong, mend, "%s cannot be reached", at)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || !strings.HasPrefix(line, "INFO ") {
		return finding(Wrong, mend, "what answers at %s is not NATS", at)
	}
	return fine("%s answers", at)
}
