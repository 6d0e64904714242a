package board_test

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"drawingroom/rooms/board"
)

// goldenBoard is whose log the golden ones are: the chain counts it in.
const goldenBoard = "golden-log-of-version-1"

// goldenRow is a row as GET …/log tells it, and at some of them what the board was then.
type goldenRow struct {
	Seq        board.Seq
	Author     board.Author
	Client     board.Client
	N, Time    int64
	Version    int
	Salt, Hash string
	Change     json.RawMessage
	State      string
}

// TestC52_logs_of_every_version_replay: logs are never written anew, so that what an early version wrote comes to the same state in every later one,
// its chain whole. The files of testdata/logs are never changed; a new version of payloads adds one. The twin replays them too.
func TestC52_logs_of_every_version_replay(t *testing.T) {
	versions := map[int]bool{}
	files, _ := filepath.Glob(filepath.Join("testdata", "logs", "*.jsonl"))
	for _, path := range files {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 4<<20)
		b, last, states := board.New(), board.Hash{}, 0
		for lines.Scan() {
			var row goldenRow
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			versions[row.Version] = true
			last = replayRow(t, b, last, row)
			if row.State != "" {
				states++
				if got := b.Hash().String(); got != row.State {
					t.Fatalf("%s: at %d the board is %s, it was %s", path, row.Seq, got, row.State)
				}
			}
		}
		if states == 0 {
			t.Errorf("%s: no state was compared", path)
		}
	}
	for version := 1; version <= board.Version; version++ {
		if !versions[version] {
			t.Errorf("there is no golden log of version %d", version)
		}
	}
}

// replayRow applies a row and returns its chain hash.
func replayRow(t *testing.T, b *board.Board, last board.Hash, row goldenRow) board.Hash {
	t.Helper()
	r := board.Record{Seq: row.Seq, Author: row.Author, Client: row.Client, N: row.N, Time: row.Time, Version: row.Version, Payload: row.Change}
	if _, err := hex.Decode(r.Salt[:], []byte(row.Salt)); err != nil {
		t.Fatal(err)
	}
	r.Hash = board.Chain(last, goldenBoard, r)
	if got := hex.EncodeToString(r.Hash[:]); got != row.Hash {
		t.Fatalf("the chain breaks at %d", r.Seq)
	}
	change, err := board.DecodeChange(r.Version, r.Payload)
	if err != nil {
		t.Fatalf("row %d: %v", r.Seq, err)
	}
	b.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	return r.Hash
}
