package board_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"drawingroom/rooms/board/boardtest"
)

//go:generate go run ../../tools/boardtraces -seed 1 -changes 500 -out testdata/traces/1.jsonl
//go:generate go run ../../tools/boardtraces -seed 2 -changes 500 -out testdata/traces/2.jsonl
//go:generate go run ../../tools/boardtraces -seed 3 -changes 500 -out testdata/traces/3.jsonl

// TestC52_C63_traces_end_as_they_did: what was made of the checked-in traces is still made of them. The twin runs the same files. After a change that is meant,
// go generate writes them anew.
func TestC52_C63_traces_end_as_they_did(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "traces", "*.jsonl"))
	if len(files) == 0 {
		t.Fatal("no traces")
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) { runTrace(t, path) })
	}
}

func runTrace(t *testing.T, path string) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 4<<20)
	door, hashes := boardtest.NewDoor(), 0
	for n := 1; lines.Scan(); n++ {
		var want boardtest.Line
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		if want.New {
			door = boardtest.NewDoor()
			continue
		}
		got := door.Ask(boardtest.Asked{Author: want.Author, Raw: want.Raw, Log: want.Log})
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("line %d: %.300s\ngot  %+v\nwant %+v", n, want.Raw, cut(got), cut(want))
		}
		if got.State != "" {
			hashes++
		}
	}
	if hashes == 0 {
		t.Error("no state hash was compared")
	}
}

func cut(line boardtest.Line) boardtest.Line {
	line.Raw = ""
	return line
}
