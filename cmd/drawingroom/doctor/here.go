package doctor

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// lookFolder looks whether the data folder can be written, and by whom it can be read.
func lookFolder(_ context.Context, p *Patient) []Finding {
	about, err := os.Stat(p.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return fine("%s is not there yet; the first start makes it", p.Folder)
	}
	if err != nil || !about.IsDir() {
		return finding(Wrong, "Give --data a folder that this user may write.", "%s cannot be used as a folder", p.Folder)
	}
	trial, err := os.CreateTemp(p.Folder, ".doctor-*")
	if err != nil {
		return finding(Wrong, "Give the folder to the user that runs the server (chown), or name another with --data.", "nothing can be written into %s", p.Folder)
	}
	_, _ = trial.Close(), os.Remove(trial.Name())
	if about.Mode().Perm()&0o077 != 0 && p.Embedded && posix {
		return finding(Worry, "chmod 700 "+p.Folder, "others on this machine may look into %s: whoever can read the database can sign in as anybody", p.Folder)
	}
	return fine("%s can be written", p.Folder)
}

const (
	// littleRoom and hardlyRoom are bytes.
	littleRoom = 2 << 30
	hardlyRoom = 200 << 20
)

// lookDisk looks for room on the disk.
func lookDisk(_ context.Context, p *Patient) []Finding {
	free, known := freeBytes(nearest(p.Folder))
	switch {
	case !known:
		return finding(Unknown, "", "how much room the disk has cannot be told on this system")
	case free < hardlyRoom:
		return finding(Wrong, "Make room, or move the data folder to a larger disk.", "the disk has only %d MB left", free>>20)
	case free < littleRoom:
		return finding(Worry, "Make room before it is full: a full disk stops all drawing.", "the disk has %d MB left", free>>20)
	}
	return fine("the disk has %d GB left", free>>30)
}

// nearest is the folder, or the one above it that is there already.
func nearest(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

const (
	// A disk that says so soon that something is safe has not written it, or has a battery. One that takes so long holds everybody up.
	tooSoon = 15 * time.Microsecond
	tooLate = 100 * time.Millisecond
	syncs   = 15
)

// lookSync writes and syncs some files' worth, and looks how long that takes. Whether a disk tells the truth cannot be seen from here.
func lookSync(_ context.Context, p *Patient) []Finding {
	if !p.Embedded {
		return fine("is PostgreSQL's business: leave its fsync and synchronous_commit on")
	}
	trial, err := os.CreateTemp(nearest(p.Folder), ".doctor-*")
	if err != nil {
		return finding(Unknown, "", "nothing can be written, so nothing can be told of it")
	}
	defer func() { _, _ = trial.Close(), os.Remove(trial.Name()) }()
	var took []time.Duration
	for range syncs {
		begun := time.Now()
		_, err := trial.Write(make([]byte, 4096))
		if err = errors.Join(err, trial.Sync()); err != nil {
			return finding(Wrong, "Look at the disk (dmesg), and move the data folder to one that is whole.", "the disk does not write: %v", err)
		}
		took = append(took, time.Since(begun))
	}
	return judgeSync(took)
}

func judgeSync(took []time.Duration) []Finding {
	slices.Sort(took)
	switch usual := took[len(took)/2]; {
	case usual < tooSoon:
		return finding(Worry, "Keep the data folder on a local disk, and not in memory (tmpfs) or on one that is told to ignore syncs.", "a sync takes %s: that is no disk, or one that does not wait until things are written", usual)
	case usual > tooLate:
		return finding(Worry, "Use a faster disk (an SSD), and no network folder: everybody waits for it with every change.", "a sync takes %s", usual.Round(time.Millisecond))
	default:
		return fine("a sync takes %s", usual.Round(10*time.Microsecond))
	}
}

// lookDatabase looks whether the database is there and of this version.
func lookDatabase(ctx context.Context, p *Patient) []Finding {
	there, err := p.Database(ctx)
	switch {
	case err != nil:
		return finding(Wrong, "Look at --data or --database-url, whether the database runs, and whether this is the version of the program that wrote it.", "it cannot be used: %v", err)
	case !there:
		return fine("is not there yet; the first start makes it")
	}
	return fine("answers, and is of this version")
}

// lookPort looks whether the port is free, or has the server already.
func lookPort(ctx context.Context, p *Patient) []Finding {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", p.Addr)
	if err == nil {
		_ = listener.Close()
		return fine("%s is free: no server runs there now", p.Addr)
	}
	if errors.Is(err, os.ErrPermission) {
		return finding(Wrong, "Ports below 1024 take a right: AmbientCapabilities=CAP_NET_BIND_SERVICE under systemd, or another port.", "%s may not be listened on", p.Addr)
	}
	host, port, _ := net.SplitHostPort(p.Addr)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	for _, scheme := range []string{"http", "https"} {
		if lives(ctx, p.Web, scheme+"://"+net.JoinHostPort(host, port)) == nil {
			return fine("a server answers at %s", p.Addr)
		}
	}
	if _, err := (&net.Dialer{Timeout: 2 * time.Second}).DialContext(ctx, "tcp", net.JoinHostPort(host, port)); err != nil {
		return finding(Wrong, "Say an address of this machine with --addr.", "%s cannot be listened on: %v", p.Addr, err)
	}
	// By HTTPS under its own name the certificate does not fit 127.0.0.1: then the public address says more.
	return finding(Worry, "If that is not the server itself, end it or choose another port with --addr.", "something listens at %s", p.Addr)
}

// lives asks whether a server of ours answers under an address.
func lives(ctx context.Context, web *http.Client, address string) error {
	_, err := alive(ctx, web, address)
	return err
}
