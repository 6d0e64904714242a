package main

import (
	"fmt"
	"io"
	"log/slog"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"
)

// parser reads the arguments. What cannot be read is said in words, with an example of what can.
func parser(of *commands, stdout, stderr io.Writer) (*kong.Kong, error) {
	return kong.New(of, kong.Name("drawingroom"), kong.Description("A whiteboard to draw on together, on a machine of your own."),
		kong.Writers(stdout, stderr), kong.Exit(func(code int) { panic(exit(code)) }),
		kong.TypeMapper(reflect.TypeFor[time.Duration](), reading("a time such as 3s or 500ms", time.ParseDuration)),
		kong.TypeMapper(reflect.TypeFor[time.Time](), reading("a moment such as 2027-01-31T00:00:00Z", func(text string) (time.Time, error) { return time.Parse(time.RFC3339, text) })),
		kong.TypeMapper(reflect.TypeFor[slog.Level](), reading("debug, info, warn or error", func(text string) (level slog.Level, err error) { return level, level.UnmarshalText([]byte(text)) })),
		kong.NamedMapper("bound", reading("a whole number, 0 for no limit", readBound)),
	)
}

// reading makes a mapper of a function that reads a value; wanted says what it can read.
func reading[T any](wanted string, read func(string) (T, error)) kong.MapperFunc {
	return func(ctx *kong.DecodeContext, target reflect.Value) error {
		var text string
		if err := ctx.Scan.PopValueInto("value", &text); err != nil {
			return fmt.Errorf("wants %s", wanted)
		}
		value, err := read(text)
		if err != nil {
			return fmt.Errorf("wants %s, and not %q", wanted, text)
		}
		target.Set(reflect.ValueOf(value).Convert(target.Type()))
		return nil
	}
}

// mostBound is more than any machine has of anything that is bounded here, and as bytes, where it counts MiB or millions, still a number.
const mostBound = 1 << 40

func readBound(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && (n < 0 || n > mostBound) {
		err = strconv.ErrRange
	}
	return n, err
}

// asked makes of "help" and of "help COMMAND" what the parser knows as --help, and says which commands there are where none is called so.
func asked(k *kong.Kong, args []string) ([]string, error) {
	if len(args) > 0 && args[0] == "help" {
		args = append(append([]string{}, args[1:]...), "--help")
	}
	at, path := k.Model.Node, "drawingroom"
	for _, word := range args {
		if strings.HasPrefix(word, "-") || len(at.Children) == 0 {
			break
		}
		var names []string
		var found *kong.Node
		for _, child := range at.Children {
			if names = append(names, child.Name); child.Name == word {
				found = child
			}
		}
		if found == nil {
			return nil, fmt.Errorf("there is no command %q; there are %s. %s --help says what they do", word, strings.Join(names, ", "), path)
		}
		at, path = found, path+" "+word
	}
	return args, nil
}
