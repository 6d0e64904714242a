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
	hexed  string // the folder, as strace writes it
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

// Read reads a trace that strace wrote. Paths outside folder are left out.
func Read(r io.Reader, folder string) (*Trace, error) {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return nil, err
	}
	t := &Trace{folder: folder, hexed: hexed(folder)}
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

// line reads one of these, without patterns, since lines carry what was written:
//
//	123  fsync(5</data/file>) = 0
//	123  fsync(5</data/file> <unfinished ...>
//	123  <... fsync resumed>) = 0
func (t *Trace) line(line string, under map[string]*call) error {
	thread, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimLeft(rest, " ")
	if after, is := strings.CutPrefix(rest, "<... "); is {
		name, args, _ := strings.Cut(after, " resumed>")
		c := under[thread]
		if c == nil || c.name != name {
			return fmt.Errorf("line %d: %s ends and has not begun", t.Lines, name)
		}
		delete(under, thread)
		args, result, ok := cutResult(args)
		if !ok {
			return nil // cut off by the end
		}
		c.args += args
		c.result, c.end = result, t.Lines
		return t.add(c, false, true)
	}
	name, args, is := strings.Cut(rest, "(")
	if !is || strings.ContainsAny(name, " +-") {
		return nil // an exit, or a signal
	}
	c := &call{name: name, start: t.Lines, result: -1, end: -1}
	if before, cut := strings.CutSuffix(args, " <unfinished ...>"); cut {
		c.args = before
		under[thread] = c
		return t.add(c, true, false)
	}
	var ok bool
	if c.args, c.result, ok = cutResult(args); !ok {
		return nil
	}
	c.end = t.Lines
	return t.add(c, true, true)
}

// cutResult takes the result off the end of a call: ")    = 0", or ") = -1 ENOENT (why)". strace sets results in a column.
func cutResult(args string) (rest string, result int64, ok bool) {
	at := strings.LastIndex(args, " = ")
	if at < 0 {
		return "", 0, false
	}
	text := args[at+len(" = "):]
	if end := strings.IndexFunc(text, func(r rune) bool { return r != '-' && (r < '0' || r > '9') }); end >= 0 {
		text = text[:end]
	}
	result, err := strconv.ParseInt(text, 10, 64)
	rest, closed := strings.CutSuffix(strings.TrimRight(args[:at], " "), ")")
	return rest, result, err == nil && closed
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
	// Names stand at the beginning, before anything that is written.
	head := c.args[:min(len(c.args), 4*4096)]
	for _, after := range []string{`\x2f`, ">", `"`} {
		if strings.Contains(head, t.hexed+after) {
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

// fileAndData reads what the calls on a descriptor begin with: its name, and the bytes that are written, if any are:
//
//	5<\x2f\x64>, "\x00\x01", 2, 4096        17<TCP:[127.0.0.1:80->127.0.0.1:5000]>, "\x81", 1
func fileAndData(args string) (file string, data []byte, ok bool) {
	_, rest, found := strings.Cut(args, "<")
	file, rest, closed := cutName(rest)
	if !found || !closed {
		return "", nil, false
	}
	if name, err := unhex(file); err == nil {
		file = string(name)
	}
	_, quoted, has := strings.Cut(rest, `"`)
	if !has {
		return file, nil, true
	}
	text, after, _ := strings.Cut(quoted, `"`)
	if strings.HasPrefix(after, "...") {
		return "", nil, false // strace has left some out
	}
	data, err := unhex(text)
	return file, data, err == nil
}

// cutName takes a descriptor's name off, up to the bracket that closes it; an arrow within it does not.
func cutName(s string) (name, rest string, ok bool) {
	for i := range len(s) {
		if s[i] == '>' && (i == 0 || s[i-1] != '-') {
			return s[:i], s[i+1:], true
		}
	}
	return "", "", false
}

// unhex reads \x00\x01.
func unhex(s string) ([]byte, error) {
	if len(s)%4 != 0 {
		return nil, hex.ErrLength
	}
	out := make([]byte, len(s)/4)
	for i := range out {
		if s[4*i] != '\\' || s[4*i+1] != 'x' {
			return nil, hex.InvalidByteError(s[4*i])
		}
		if _, err := hex.Decode(out[i:i+1], []byte(s[4*i+2:4*i+4])); err != nil {
			return nil, err
		}
	}
	return out, nil
}
