// Mutants takes the guards of this program out, one at a time, in a copy of it, and demands that the test which is said to watch over each then fails. A test
// that goes on passing watches over nothing.
//
//	scripts/with-postgres.sh go run ./tools/mutants [-only REGEXP] [-long]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"time"
)

func main() {
	only := flag.String("only", "", "only guards whose item or name matches")
	long := flag.Bool("long", false, "also those that are watched over by tests of the real program, which take minutes")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *only, *long); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// run tries all guards that are asked for, and tells of each in a line.
func run(ctx context.Context, out io.Writer, only string, long bool) error {
	wanted, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	c, err := newCopy(ctx)
	if err != nil {
		return err
	}
	defer c.remove()
	tried, bad := 0, 0
	for _, g := range guards() {
		if !wanted.MatchString(g.item+" "+g.what) || g.long && !long || g.postgres && os.Getenv("TEST_POSTGRES_URL") == "" {
			continue
		}
		begun := time.Now()
		verdict, err := c.try(ctx, g)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		tried++
		word := "seen"
		if err != nil {
			bad++
			word, verdict = "NOT SEEN", err.Error()
		}
		_, _ = fmt.Fprintf(out, "%-9s %-12s %-70s %5.1f s  %s\n", word, g.item, g.what, time.Since(begun).Seconds(), verdict)
	}
	_, _ = fmt.Fprintf(out, "%d guards taken out, %d not noticed\n", tried, bad)
	if bad > 0 || tried == 0 {
		return errors.New("there are guards that nothing watches over, or none was tried")
	}
	return nil
}
