package hosting

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// stages reads a Dockerfile as BuildKit does, and what its linter says of it.
func stages(t *testing.T, file string) (found []instructions.Stage, warnings []string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := parser.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	lint := linter.New(&linter.Config{Warn: func(rule, _, _, message string, _ []parser.Range) { warnings = append(warnings, rule+": "+message) }})
	found, _, err = instructions.Parse(tree.AST, lint)
	if err != nil {
		t.Fatal(err)
	}
	return found, warnings
}

func TestTheDockerfileIsAsBuildKitWantsIt(t *testing.T) {
	found, warnings := stages(t, root+"/Dockerfile")
	if len(warnings) > 0 {
		t.Errorf("%s", strings.Join(warnings, "\n"))
	}
	last := found[len(found)-1]
	var user, health bool
	for _, command := range last.Commands {
		switch c := command.(type) {
		case *instructions.UserCommand:
			user = c.User == "65532:65532"
		case *instructions.HealthCheckCommand:
			health = c.Health.Test[0] == "CMD"
		case *instructions.RunCommand:
			t.Error("the image has no shell to run anything")
		}
	}
	if !user || !health {
		t.Errorf("user %v, health check without a shell %v", user, health)
	}
}

func TestTheLinterFindsSomething(t *testing.T) {
	if _, warnings := stages(t, "testdata/Dockerfile.bad"); len(warnings) == 0 {
		t.Error("nothing is found where something is wrong: these tests prove nothing")
	}
}
