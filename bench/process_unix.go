//go:build unix

package bench

import "syscall"

// filesFree says how many more files this process may open; a few are kept for itself.
func filesFree() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return int(min(limit.Cur, 1<<30)) - 64
}
