// Command drawingroom is a whiteboard that several people draw on together. It only joins the parts:
// configuration, store, rooms and server are each their own package.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"drawingroom/bench"
)

// commands is everything the program can be asked to do.
type commands struct {
	Serve   serve         `cmd:"" default:"withargs" help:"Serve Drawing Room (the default)."`
	Bench   bench.Command `cmd:"" help:"Measure a server."`
	Version version       `cmd:"" help:"Say which version this is."`
}

// streams is where a command writes.
type streams struct{ out, err io.Writer }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// exit is how kong says that it has printed help and is done.
type exit int

// run does what the arguments and the environment ask, until it is done or ctx ends, and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		switch stopped := recover().(type) {
		case nil:
		case exit:
			code = int(stopped)
		default:
			panic(stopped)
		}
	}()
	k, err := kong.New(&commands{}, kong.Name("drawingroom"), kong.Description("A whiteboard to draw on together, on a machine of your own."),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { panic(exit(code)) }))
	if err == nil {
		var asked *kong.Context
		if asked, err = k.Parse(args); err == nil {
			asked.BindTo(ctx, (*context.Context)(nil))
			asked.BindTo(stdout, (*io.Writer)(nil))
			err = asked.Run(streams{stdout, stderr})
		}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "drawingroom:", strings.Join(strings.Fields(err.Error()), " ")) // one line, whatever a database says
		return 1
	}
	return 0
}
