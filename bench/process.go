package bench

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// errUnmeasured: the system does not tell.
var errUnmeasured = errors.New("not measurable here")

// ticksPerSecond is the unit of /proc/<pid>/stat. It has been 100 for programs on every Linux of the last twenty years.
const ticksPerSecond = 100

// cpuOf returns the CPU time a process has used, to 10 ms.
func cpuOf(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, errUnmeasured
	}
	// The name, in parentheses, may hold anything; the fields after it are counted from 3.
	_, rest, ok := strings.Cut(string(text[strings.LastIndexByte(string(text), ')')+1:]), " ")
	fields := strings.Fields(rest)
	if !ok || len(fields) < 13 {
		return 0, errUnmeasured
	}
	user, err1 := strconv.ParseInt(fields[11], 10, 64)
	system, err2 := strconv.ParseInt(fields[12], 10, 64)
	if err1 != nil || err2 != nil {
		return 0, errUnmeasured
	}
	return time.Duration(user+system) * (time.Second / ticksPerSecond), nil
}

// memoryOf returns the resident memory of a process in bytes.
func memoryOf(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, errUnmeasured
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kilobytes, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0, errUnmeasured
			}
			return kilobytes << 10, nil
		}
	}
	return 0, errUnmeasured
}

// loadAverage is how many processes wanted a core over the last minute.
func loadAverage() (float64, error) {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0, errUnmeasured
	}
	first, _, _ := strings.Cut(string(text), " ")
	return strconv.ParseFloat(first, 64)
}
