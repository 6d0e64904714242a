// Boardtraces draws changes from a seed and writes a line of JSON for each: the change and what the core in Go made of it
// (rooms/board/boardtest). The core in TypeScript must make the same of it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"drawingroom/rooms/board/boardtest"
)

func main() {
	seed := flag.Uint64("seed", 1, "what is drawn")
	changes := flag.Int("changes", 1000, "how many changes")
	path := flag.String("out", "", "the file to write; standard output if empty")
	flag.Parse()
	if err := run(*seed, *changes, *path); err != nil {
		fmt.Fprintln(os.Stderr, "boardtraces:", err)
		os.Exit(1)
	}
}

func run(seed uint64, changes int, path string) error {
	out := os.Stdout
	if path != "" {
		file, err := os.Create(path)
		if err != nil {
			return err
		}
		defer file.Close()
		out = file
	}
	buffered := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	if err := boardtest.Trace(seed, changes, func(line boardtest.Line) error { return encoder.Encode(line) }); err != nil {
		return err
	}
	return buffered.Flush()
}
