package powercut

import (
	"os"
	"os/exec"
	"testing"
)

// Need skips a test where programs cannot be traced; with CI set that is a failure.
func Need(t testing.TB) {
	t.Helper()
	err := exec.Command("strace", "-f", "--seccomp-bpf", "-e", "trace=fsync", "-o", os.DevNull, "true").Run()
	if err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("a power cut cannot be simulated: %v (apt-get install strace)", err)
	}
	t.Skipf("a power cut cannot be simulated: %v (apt-get install strace)", err)
}

// Folder makes a folder for a rebuilt disk, in memory where there is such a place: its own syncs need not be waited for.
func Folder(t testing.TB) string {
	t.Helper()
	const memory = "/dev/shm"
	if at, err := os.Stat(memory); err != nil || !at.IsDir() {
		return t.TempDir()
	}
	folder, err := os.MkdirTemp(memory, "powercut-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}
