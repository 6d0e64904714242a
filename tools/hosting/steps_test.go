package hosting

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
)

// user is whom the image runs as.
const user = 65532

// image is what a Dockerfile's steps leave when they are done on this machine, a folder for each stage: as near to a build as one comes
// without an engine. Its base images are this machine's own Go and Node.js.
type image struct {
	t       *testing.T
	context string
	stages  map[string]string
}

func build(t *testing.T) (root string) {
	found, _ := stages(t, "../../Dockerfile")
	made := &image{t: t, context: sources(t), stages: map[string]string{}}
	for _, stage := range found {
		root = filepath.Join(t.TempDir(), "stage")
		made.stages[stage.Name] = root
		made.do(stage, root)
	}
	return root
}

// sources are the files that a build is given: what is under version control, without what .dockerignore names.
func sources(t *testing.T) string {
	t.Helper()
	ignored, err := os.ReadFile("../../.dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	listed := "git ls-files -z --cached --others --exclude-standard | xargs -0 sh -c 'for f; do [ -e \"$f\" ] && printf \"%s\\0\" \"$f\"; done' sh | tar -c --null -T - | tar -x -C " + folder
	sh(t, "../..", listed)
	for name := range strings.FieldsSeq(string(ignored)) {
		if err := os.RemoveAll(filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func (i *image) do(stage instructions.Stage, root string) {
	at := "/"
	for _, command := range stage.Commands {
		switch c := command.(type) {
		case *instructions.WorkdirCommand:
			at = c.Path
			sh(i.t, "/", "mkdir -p "+root+at)
		case *instructions.CopyCommand:
			i.copy(c, root, at)
		case *instructions.RunCommand:
			sh(i.t, root+at, strings.Join(c.CmdLine, " "))
		}
	}
}

func (i *image) copy(c *instructions.CopyCommand, root, at string) {
	from := i.context
	if c.From != "" {
		from = i.stages[c.From]
	}
	to := c.DestPath
	if !filepath.IsAbs(to) {
		to = at + "/" + to
	}
	folder := filepath.Dir(root + to + "x")
	if len(c.SourcePaths) > 1 || strings.HasSuffix(to, "/") {
		folder = root + to
	}
	sh(i.t, "/", "mkdir -p "+folder)
	for _, source := range c.SourcePaths {
		path := filepath.Join(from, source)
		if about, err := os.Stat(path); err == nil && about.IsDir() {
			sh(i.t, "/", fmt.Sprintf("mkdir -p %[2]s && cp -a %[1]s/. %[2]s", path, root+to)) // a folder's content, as COPY has it
		} else {
			sh(i.t, "/", fmt.Sprintf("cp -a %s %s", path, root+to))
		}
	}
	if c.Chown != "" {
		sh(i.t, "/", "chown -R "+c.Chown+" "+root+to)
	}
}

func sh(t *testing.T, folder, script string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "sh", "-ec", script)
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", script, err, said)
	}
}

// within runs a program of the image as its user, in a file system that holds nothing else.
func within(t *testing.T, root string, env []string, args ...string) *exec.Cmd {
	command := exec.CommandContext(t.Context(), args[0], args[1:]...)
	command.Env, command.Dir = env, "/"
	command.SysProcAttr = &syscall.SysProcAttr{Chroot: root, Credential: &syscall.Credential{Uid: user, Gid: user, NoSetGroups: false}}
	return command
}

func TestTheStepsOfTheDockerfileLeaveAnImageThatServes(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may run a program in another root folder, as another user")
	}
	root := build(t)
	open(t, root)
	env := []string{"DRAWINGROOM_DATA=/data", "DRAWINGROOM_ADDR=127.0.0.1:" + freePort(t)}
	program := within(t, root, env, "/drawingroom", "serve")
	program.Stdout, program.Stderr = os.Stderr, os.Stderr
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	for asked := time.Now(); within(t, root, env, "/drawingroom", "health").Run() != nil; {
		if time.Since(asked) > time.Minute {
			t.Fatal("it is not healthy after a minute")
		}
	}
	answer, err := http.Get("http://" + strings.TrimPrefix(env[1], "DRAWINGROOM_ADDR=") + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if page, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK || !strings.Contains(string(page), "<html") {
		t.Errorf("%s: %.200s", answer.Status, page)
	}
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := program.Wait(); err != nil {
		t.Errorf("stopped: %v", err)
	}
	if within(t, root, env, "/drawingroom", "health").Run() == nil {
		t.Error("it is called healthy when it is gone")
	}
}

func TestThePasswordIsMadeOnce(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root may run a program in another root folder, as another user")
	}
	root := t.TempDir()
	sh(t, "../..", "CGO_ENABLED=0 go build -o "+root+"/drawingroom ./cmd/drawingroom && mkdir "+root+"/secrets && chown 65532:65532 "+root+"/secrets")
	open(t, root)
	var before string
	for range 2 {
		if said, err := within(t, root, nil, "/drawingroom", "secret", "/secrets/database").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		made, err := os.ReadFile(root + "/secrets/database")
		if err != nil {
			t.Fatal(err)
		}
		if len(made) < 26 || before != "" && before != string(made) {
			t.Errorf("%q, and before that %q", made, before)
		}
		before = string(made)
	}
	if about, err := os.Stat(root + "/secrets/database"); err != nil || about.Mode().Perm() != 0o444 {
		t.Errorf("%v %v", about, err) // the database is another user
	}
}

// open lets the image's user into the folder that is its root; the test's own lies under folders that are closed to others.
func open(t *testing.T, root string) {
	t.Helper()
	sh(t, "/", "chown 0:0 "+root+" && chmod 755 "+root)
}

func freePort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	return port
}
