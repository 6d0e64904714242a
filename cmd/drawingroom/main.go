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
	"syscall"

	"github.com/alecthomas/kong"

	"drawingroom/bench"
)

// commands is everything the program can be asked to do.
type commands struct {
	Serve      serve         `cmd:"" default:"withargs" help:"Serve Drawing Room (the default)."`
	Backup     backup        `cmd:"" help:"Write all that is kept into one file, while the server runs or not."`
	Restore    restore       `cmd:"" help:"Fill an empty database from a backup."`
	Verify     verify        `cmd:"" help:"Check everything that is kept, or a backup; changes nothing."`
	Quarantine quarantine    `cmd:"" help:"Take a board out of use, untouched, or back into it."`
	Fold       fold          `cmd:"" help:"Fold now what boards' owners do not have kept any longer."`
	Admin      admin         `cmd:"" help:"Make an admin, list the admins, or make one an admin no more."`
	Log        boardLog      `cmd:"" help:"Write a board's log as it is kept, a change a line."`
	Doctor     doctorCommand `cmd:"" help:"Look at an instance, running or to be run, and say what is wrong and how to mend it. Takes the settings of serve."`
	Health     health        `cmd:"" help:"Ask a server on this machine whether it is ready."`
	Secret     secret        `cmd:"" help:"Make a secret and write it into a file, unless one is there."`
	Bench      bench.Command `cmd:"" help:"Measure a server."`
	Version    version       `cmd:"" help:"Say which version this is."`
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
	k, err := parser(&commands{}, stdout, stderr)
	if err == nil {
		args, err = asked(k, args)
	}
	if err == nil {
		err = carryOut(ctx, k, args, streams{stdout, stderr})
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "drawingroom:", plainly(err))
		return 1
	}
	return 0
}

// carryOut does what the arguments ask.
func carryOut(ctx context.Context, k *kong.Kong, args []string, to streams) error {
	read, err := k.Parse(args)
	if err != nil {
		return err
	}
	read.BindTo(ctx, (*context.Context)(nil))
	read.BindTo(to.out, (*io.Writer)(nil))
	return read.Run(to)
}
