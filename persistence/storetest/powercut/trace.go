// Package powercut shows what a power cut would leave of a folder. A program is run under strace, which records each write, sync,
// rename and removal in the folder, and what the program told others meanwhile; the disk is then rebuilt as it may have been
// at any moment: what was synced is there, of the rest nothing, all, or any part.
//
// Killing a process proves less: the kernel still has what it wrote.
package powercut

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// calls are the system calls to record: all that change files, and write for what is told to others. Not every
// machine has those with a question mark.
const calls = "?open,openat,?openat2,?creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range,ftruncate,truncate," +
	"fallocate,?unlink,unlinkat,?rename,?renameat,renameat2,?link,linkat,?mkdir,mkdirat"

// Strace is the command line to put before the program's own; the trace is written to a file.
func Strace(trace string) []string {
	return []string{"strace", "-f", "--seccomp-bpf", "-yy", "-xx", "-s", "16777216", "-e", "trace=" + calls, "-e", "signal=none", "-o", trace, "--"}
}

// call is one system call. Its effect lies somewhere between two lines of the trace.
type call struct {
	name       string
	args       string
	result     int64
	start, end int
}

// Told is something written to a socket, pipe or terminal.
type Told struct {
	To   string // the descriptor as strace names it
	Line int    // of the trace: where the write began; a reader may have it from then on
	Data []byte
}

// Trace is what a program did, in order.
type Trace struct {
	folder string
	steps  []step
	Told   []Told
	Lines  int
	Syncs  int
}

// step is the beginning or the end of a call that concerns the folder.
type step struct {
	call *call
	ends bool
}

var (
	whole   = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)`)
	opened  = regexp.MustCompile(`^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$`)
	resumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)`)
)

// Read reads a trace that strace wrote. Paths outside folder are left out.
func Read(r io.Reader, folder string) (*Trace, error) {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	t := &Trace{folder: folder}
	under := map[string]*call{}
	lines := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := lines.ReadString('\n')
		if line = strings.TrimRight(line, "\n"); line != "" {
			t.Lines++
			if err := t.line(line, under); err != nil {
				return nil, err
			}
		}
		if err == io.EOF {
			return t, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (t *Trace) line(line string, under map[string]*call) error {
	if m := whole.FindStringSubmatch(line); m != nil {
		c := &call{name: m[2], args: m[3], result: number(m[4]), start: t.Lines, end: t.Lines}
		return t.add(c, true, true)
	}
	if m := opened.FindStringSubmatch(line); m != nil {
		c := &call{name: m[2], args: m[3], start: t.Lines, result: -1, end: -1}
		under[m[1]] = c
		return t.add(c, true, false)
	}
	if m := resumed.FindStringSubmatch(line); m != nil {
		c := under[m[1]]
		if c == nil {
			return fmt.Errorf("line %d: %s ends and has not begun", t.Lines, m[2])
		}
		delete(under, m[1])
		c.args += m[3]
		c.result, c.end = number(m[4]), t.Lines
		return t.add(c, false, true)
	}
	return nil // exits, signals, and calls that were cut off by the end
}

func number(s string) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		panic(err) // the pattern matched digits
	}
	return n
}

// add notes a call's beginning, its end, or both.
func (t *Trace) add(c *call, begins, ends bool) error {
	if !t.concerns(c) {
		if begins && c.name == "write" {
			if to, data, ok := fileAndData(c.args); ok {
				t.Told = append(t.Told, Told{To: to, Line: c.start, Data: data})
			}
		}
		return nil
	}
	switch c.name {
	case "writev", "pwritev", "pwritev2", "sync_file_range", "truncate", "fallocate", "link", "linkat", "creat", "openat2":
		return fmt.Errorf("line %d: %s is not understood here", t.Lines, c.name)
	}
	if begins {
		t.steps = append(t.steps, step{c, false})
	}
	if ends {
		t.steps = append(t.steps, step{c, true})
		if strings.HasSuffix(c.name, "sync") && c.result == 0 {
			t.Syncs++
		}
	}
	return nil
}

// concerns says whether a call names the folder or something in it. strace writes names in hexadecimal.
func (t *Trace) concerns(c *call) bool {
	for _, after := range []string{`\x2f`, ">", `"`} {
		if strings.Contains(c.args, hexed(t.folder)+after) {
			return true
		}
	}
	return false
}

func hexed(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, `\x%02x`, s[i])
	}
	return b.String()
}

var descriptor = regexp.MustCompile(`^\d+<((?:->|[^>])*)>(?:\(deleted\))?(?:, "((?:\\x[0-9a-f]{2})*)"(\.\.\.)?)?`)

// fileAndData reads what the calls on a descriptor begin with: its name, and the bytes that are written.
func fileAndData(args string) (file string, data []byte, ok bool) {
	m := descriptor.FindStringSubmatch(args)
	if m == nil || m[3] != "" {
		return "", nil, false
	}
	data, err := unhex(m[2])
	if name, err := unhex(m[1]); err == nil {
		m[1] = string(name)
	}
	return m[1], data, err == nil
}

func unhex(s string) ([]byte, error) { return hex.DecodeString(strings.ReplaceAll(s, `\x`, "")) }
