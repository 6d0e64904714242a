//go:build !linux && !darwin

package doctor

const posix = false

func freeBytes(string) (uint64, bool) { return 0, false }

func openFiles() (uint64, bool) { return 0, false }
