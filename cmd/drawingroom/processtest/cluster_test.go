package processtest

import (
	"database/sql"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// cluster is a PostgreSQL of a test's own, with fsync on, which it may end, start again, copy and promote.
type cluster struct {
	t    *testing.T
	bin  string // where its programs are
	dir  string
	port int
	as   *syscall.SysProcAttr // whom it runs as: it refuses to be root's
}

// newCluster makes one and starts it.
func newCluster(t *testing.T) *cluster {
	t.Helper()
	database(t) // skips or fails where there is none
	c := emptyCluster(t)
	c.run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	c.start()
	return c
}

// emptyCluster is a place for one.
func emptyCluster(t *testing.T) *cluster {
	t.Helper()
	dir, err := os.MkdirTemp("", "cluster-")
	if err != nil {
		t.Fatal(err)
	}
	c := &cluster{t: t, dir: dir, bin: postgresPrograms(t), port: freePort(t), as: &syscall.SysProcAttr{}}
	t.Cleanup(func() {
		c.command("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop").Run() // it may have ended
		os.RemoveAll(dir)
	})
	if os.Getuid() != 0 {
		return c
	}
	c.as.Credential = &syscall.Credential{Uid: 65534, Gid: 65534}
	if who, err := user.Lookup("postgres"); err == nil {
		uid, _ := strconv.ParseUint(who.Uid, 10, 32)
		gid, _ := strconv.ParseUint(who.Gid, 10, 32)
		c.as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	if err := os.Chown(dir, int(c.as.Credential.Uid), int(c.as.Credential.Gid)); err != nil {
		t.Fatal(err)
	}
	return c
}

// postgresPrograms is where initdb and the rest are.
func postgresPrograms(t *testing.T) string {
	t.Helper()
	places, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if path, err := exec.LookPath("pg_ctl"); err == nil {
		places = append(places, filepath.Dir(path))
	}
	for _, place := range append(places, os.Getenv("PG_BIN")) {
		if _, err := os.Stat(filepath.Join(place, "initdb")); err == nil {
			return place
		}
	}
	t.Skip("the programs of PostgreSQL are not found: set PG_BIN")
	return ""
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

func (c *cluster) command(program string, args ...string) *exec.Cmd {
	run := exec.Command(filepath.Join(c.bin, program), args...)
	run.Dir, run.SysProcAttr = c.dir, c.as
	run.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}
	return run
}

func (c *cluster) run(program string, args ...string) {
	c.t.Helper()
	// Not CombinedOutput: the server that pg_ctl leaves behind would hold the pipe.
	said, err := os.CreateTemp(c.t.TempDir(), "said-")
	if err != nil {
		c.t.Fatal(err)
	}
	defer said.Close()
	run := c.command(program, args...)
	run.Stdout, run.Stderr = said, said
	if err := run.Run(); err != nil {
		why, _ := os.ReadFile(said.Name())
		c.t.Fatalf("%s %v: %v: %s", program, args, err, why)
	}
}

// start starts it, at the same address each time, and returns when it answers.
func (c *cluster) start(settings ...string) {
	c.t.Helper()
	options := fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -k %s -c max_connections=100", c.port, c.dir)
	for _, s := range settings {
		options += " -c " + s
	}
	c.run("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "30", "-o", options, "start")
}

// crash ends it with no chance to write anything more: it recovers from its log when it is started again.
func (c *cluster) crash() {
	c.t.Helper()
	c.run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
}

// follower makes a copy that follows it; no commit waits for it.
func (c *cluster) follower() *cluster {
	c.t.Helper()
	s := emptyCluster(c.t)
	s.run("pg_basebackup", "-D", "data", "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", c.url("postgres"))
	s.start()
	return s
}

// standby makes a copy that follows it, and from then on every commit waits until the copy has it.
func (c *cluster) standby() *cluster {
	c.t.Helper()
	s := c.follower()
	c.ask("ALTER SYSTEM SET synchronous_standby_names = '*'")
	c.ask("SELECT pg_reload_conf()")
	c.wait("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
	return s
}

// wait waits until a question has an answer but 0.
func (c *cluster) wait(question string) {
	c.t.Helper()
	for begun := time.Now(); c.count(question) == 0; {
		if time.Since(begun) > patience {
			c.t.Fatalf("never came true: %s", question)
		}
	}
}

// promote makes a standby take writes, which then wait for nobody.
func (c *cluster) promote() {
	c.t.Helper()
	c.run("pg_ctl", "-D", "data", "-w", "promote")
}

func (c *cluster) url(name string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", c.port, name)
}

func (c *cluster) open() *sql.DB {
	db, err := sql.Open("pgx", c.url("postgres"))
	if err != nil {
		c.t.Fatal(err)
	}
	return db
}

func (c *cluster) ask(statement string) {
	c.t.Helper()
	db := c.open()
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		c.t.Fatal(err)
	}
}

func (c *cluster) count(question string) (n int) {
	c.t.Helper()
	db := c.open()
	defer db.Close()
	if err := db.QueryRow(question).Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}
