//go:build linux || darwin

package doctor

import "syscall"

// posix says that files have owners and modes that mean something.
const posix = true

// freeBytes is how much room a folder's disk has for this user.
func freeBytes(folder string) (uint64, bool) {
	var about syscall.Statfs_t
	if syscall.Statfs(folder, &about) != nil {
		return 0, false
	}
	return about.Bavail * uint64(about.Bsize), true
}

// openFiles is how many files a process may have open. Go raises what is set softly to what is set hard.
func openFiles() (uint64, bool) {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0, false
	}
	return limit.Max, true
}
