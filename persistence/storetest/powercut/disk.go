package powercut

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Loss says what becomes of what was written and not synced.
type Loss int

const (
	// All of it is lost.
	All Loss = iota
	// None of it is: what a killed process leaves.
	None
	// Any: each sector, size and name by itself is lost or is not.
	Any
)

// sector is what a disk writes as a whole, in bytes.
const sector = 512

// disk is the folder as the program sees it, and what of it is certain to outlast a power cut.
type disk struct {
	folder string
	names  map[string]*file // as the program sees it
	synced map[string]*file // as the folder's last sync left it
}

// file is what a name stands for. Names come and go, files stay.
type file struct {
	synced  []byte
	pending []*change
}

// change is a write or a new size that is not synced yet.
type change struct {
	at    int64
	data  []byte
	size  int64 // of a new size: at -1
	ended bool
}

func newDisk(folder string) *disk {
	return &disk{folder: folder, names: map[string]*file{}, synced: map[string]*file{}}
}

// Cuts goes through the trace and calls each with the disk as a power cut at each of the lines would have it. lines is sorted.
// unsynced makes the syncs do nothing: a control.
func (t *Trace) Cuts(lines []int, unsynced bool, each func(line int, cut func(Loss, *rand.Rand, string) error) error) error {
	d := newDisk(t.folder)
	under := map[*call]*change{}
	covered := map[*call][]*change{}
	next := 0
	for _, line := range lines {
		for ; next < len(t.steps); next++ {
			s := t.steps[next]
			if at := s.line(); at > line {
				break
			}
			if unsynced && strings.HasSuffix(s.call.name, "sync") {
				continue
			}
			if err := d.step(s, under, covered); err != nil {
				return fmt.Errorf("line %d: %w", s.line(), err)
			}
		}
		if err := each(line, d.write); err != nil {
			return err
		}
	}
	return nil
}

func (s step) line() int {
	if s.ends {
		return s.call.end
	}
	return s.call.start
}

// step takes a write as begun when its call begins, since any of it may be on the disk from then on, and a sync as done when
// its call has ended, for what had been written before it began.
func (d *disk) step(s step, under map[*call]*change, covered map[*call][]*change) error {
	c := s.call
	switch c.name {
	case "write", "pwrite64", "ftruncate":
		if s.ends {
			if c := under[c]; c != nil {
				c.ended = true
			}
			return nil
		}
		f, change, err := d.change(c)
		if err == nil && f != nil {
			f.pending = append(f.pending, change)
			under[c] = change
		}
		return err
	case "fsync", "fdatasync":
		return d.sync(s, covered)
	case "open", "openat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat":
		if s.ends && c.result >= 0 {
			return d.name(c)
		}
		return nil
	}
	return fmt.Errorf("%s is not understood here", c.name)
}

// change reads a write or a new size. Nil: of a file that has no name any more, or that is not kept.
func (d *disk) change(c *call) (*file, *change, error) {
	path, data, ok := fileAndData(c.args)
	last := strings.LastIndex(c.args, ", ")
	if !ok || last < 0 {
		return nil, nil, fmt.Errorf("cannot read %s(%.80s…)", c.name, c.args)
	}
	f := d.names[filepath.Base(path)]
	if c.name == "write" || f == nil {
		if f == nil {
			return nil, nil, nil
		}
		return nil, nil, fmt.Errorf("write at an unknown place of %s", path)
	}
	at, err := strconv.ParseInt(c.args[last+2:], 10, 64)
	if err != nil {
		return nil, nil, err
	}
	if c.name == "ftruncate" {
		return f, &change{at: -1, size: at}, nil
	}
	return f, &change{at: at, data: data}, nil
}

func (d *disk) sync(s step, covered map[*call][]*change) error {
	path, _, ok := fileAndData(s.call.args)
	if !ok {
		return fmt.Errorf("cannot read %s(%.80s…)", s.call.name, s.call.args)
	}
	if path == d.folder {
		if s.ends && s.call.result == 0 {
			d.synced = maps.Clone(d.names)
		}
		return nil
	}
	f := d.names[filepath.Base(path)]
	if f == nil {
		return nil
	}
	if !s.ends {
		for _, c := range f.pending {
			if c.ended {
				covered[s.call] = append(covered[s.call], c)
			}
		}
		return nil
	}
	if s.call.result != 0 {
		return nil
	}
	done := map[*change]bool{}
	for _, c := range covered[s.call] {
		done[c] = true
	}
	delete(covered, s.call)
	var left []*change
	for _, c := range f.pending {
		if done[c] {
			f.synced = c.apply(f.synced, nil)
		} else {
			left = append(left, c)
		}
	}
	f.pending = left
	return nil
}

var quoted = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)

// name follows what makes, moves and removes names.
func (d *disk) name(c *call) error {
	var names []string
	for _, m := range quoted.FindAllStringSubmatch(c.args, -1) {
		path, err := unhex(m[1])
		if err != nil {
			return err
		}
		if filepath.Dir(string(path)) != d.folder {
			return nil // the folder itself, or what is deeper: nothing of ours
		}
		names = append(names, filepath.Base(string(path)))
	}
	if len(names) == 0 {
		return nil
	}
	switch first := names[0]; c.name {
	case "open", "openat":
		if strings.Contains(c.args, "O_TRUNC") {
			return fmt.Errorf("%s is emptied as it is opened", first)
		}
		if d.names[first] == nil && strings.Contains(c.args, "O_CREAT") && !passing(first) {
			d.names[first] = &file{}
		}
	case "unlink", "unlinkat":
		delete(d.names, first)
	case "rename", "renameat", "renameat2":
		delete(d.names, names[1])
		if f := d.names[first]; f != nil {
			d.names[names[1]] = f
		}
		delete(d.names, first)
	}
	return nil
}

// passing says of a file that what is in it means nothing after a restart: the lock, where the server is, which each start writes anew, and the index of
// the write-ahead log, which SQLite builds anew.
func passing(name string) bool {
	return name == "lock" || name == "address" || strings.HasPrefix(name, "address.part-") || strings.HasSuffix(name, "-shm")
}

// apply makes the change to content. With keep, only the sectors and sizes that it says yes to.
func (c *change) apply(content []byte, keep func() bool) []byte {
	if c.at < 0 {
		if keep == nil || keep() {
			return resized(content, c.size)
		}
		return content
	}
	for from := int64(0); from < int64(len(c.data)); {
		to := min((c.at+from)/sector*sector+sector-c.at, int64(len(c.data)))
		if keep == nil || keep() {
			if end := c.at + to; end > int64(len(content)) {
				content = resized(content, end)
			}
			copy(content[c.at+from:], c.data[from:to])
		}
		from = to
	}
	return content
}

func resized(content []byte, size int64) []byte {
	if size <= int64(len(content)) {
		return content[:size]
	}
	return append(content, make([]byte, size-int64(len(content)))...)
}

// write puts the folder into another one as a power cut now would leave it.
func (d *disk) write(loss Loss, random *rand.Rand, into string) error {
	keep := func() bool { return random.IntN(2) == 0 }
	names := d.synced
	if loss == None {
		names = d.names
	}
	if loss == Any {
		names = maps.Clone(d.synced)
		for name, f := range d.names {
			if keep() {
				names[name] = f
			}
		}
		for name := range d.synced {
			if d.names[name] == nil && keep() {
				delete(names, name)
			}
		}
	}
	for name, f := range names {
		content := append([]byte(nil), f.synced...)
		for _, c := range f.pending {
			switch loss {
			case None:
				content = c.apply(content, nil)
			case Any:
				content = c.apply(content, keep)
			}
		}
		if err := os.WriteFile(filepath.Join(into, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}
