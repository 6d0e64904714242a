package server

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The walls of the house: which package may use which. Arrows point one way,
//
//	cmd -> server -> {auth, rooms} -> wire -> board,   persistence -> {board, migrations},   cmd -> bench -> wire
//
// so that the core stays pure, the rooms know neither HTTP nor SQL, and what is below can be read without what is above.
// A package that has no row here fails the test: its place is to be decided, with a reason.
var walls = map[string]wall{
	"rooms/board":        {ours: list("rooms/board/strict"), why: "the document is pure: it is replayed everywhere and must mean the same"},
	"rooms/board/strict": {why: "the reader of what strangers send depends on nothing"},
	"rooms/wire":         {ours: list("rooms/board", "rooms/board/strict"), why: "frames are values and back; who sends them is not its business"},
	"rooms/relay":        {ours: list("rooms/board", "rooms/wire"), why: "carries hints; knows no room"},
	"rooms/relay/nats": {ours: list("rooms/board", "rooms/relay"), theirs: list("github.com/nats-io/nats.go"),
		why: "one way between nodes; knows no room either"},
	"rooms": {ours: list("rooms/board", "rooms/board/strict", "rooms/wire", "rooms/relay"),
		theirs: list("github.com/klauspost/compress/gzip", "github.com/klauspost/compress/zstd", "golang.org/x/sync", "golang.org/x/time/rate"),
		why:    "rooms live in tests without network and disk: HTTP is the server's, SQL the stores'"},
	"persistence": {ours: list("rooms/board", "migrations"),
		theirs: list("modernc.org/sqlite", "modernc.org/sqlite/lib", "github.com/jackc/pgx/v5", "github.com/pressly/goose/v3", "github.com/klauspost/compress/zstd", "golang.org/x/sync", "golang.org/x/sys"),
		why:    "stores keep records and know neither rooms nor users' rights"},
	"persistence/archive": {ours: list("persistence"), theirs: list("github.com/klauspost/compress/zstd"),
		why: "a file of rows; what they mean is not its business"},
	"persistence/proof": {ours: list("persistence", "rooms/board"), why: "folds what is kept; reads no database by itself"},
	"migrations":        {why: "SQL, embedded"},
	"auth": {ours: list("rooms/board", "rooms/board/strict"), theirs: list("github.com/golang-jwt/jwt/v5", "golang.org/x/crypto/argon2"),
		why: "who you are does not depend on how you came: no HTTP, no SQL"},
	"server/raster":       {why: "what a stranger's bytes are is read with nothing but the standard library, and nothing of it decodes them"},
	"server/redraw":       {ours: list("server/raster"), why: "the one place that decodes a stranger's picture knows nothing else"},
	"server/certificates": {theirs: list("golang.org/x/crypto/acme"), why: "gets certificates, for whatever is served"},
	"server": {ours: list("auth", "rooms", "rooms/board", "rooms/board/strict", "rooms/wire", "server/raster", "server/redraw"),
		theirs: list("github.com/go-chi/chi/v5", "github.com/coder/websocket", "github.com/prometheus/client_golang/prometheus", "golang.org/x/time/rate"),
		why:    "HTTP only: stores come in as interfaces"},
	"web": {why: "carries files"},
	"bench": {ours: list("rooms/board", "rooms/wire"), theirs: list("github.com/klauspost/compress/gzip", "github.com/klauspost/compress/zstd", "github.com/coder/websocket", "golang.org/x/sync", "golang.org/x/time/rate"),
		why: "measures from outside, as a client: using the server's own parts would measure something else"},
	"cmd/drawingroom/doctor": {theirs: list("github.com/coder/websocket"), why: "looks from outside, as browsers do: what is inside it is told"},
	"cmd/drawingroom": {ours: list("auth", "bench", "cmd/drawingroom/doctor", "persistence", "persistence/archive", "persistence/proof", "rooms", "rooms/board", "rooms/relay", "rooms/relay/nats", "server", "server/certificates", "web"), theirs: list("github.com/alecthomas/kong"),
		why: "wiring only: what frames and documents hold is not decided here"},
}

// wall is what a package may import beside the standard library.
type wall struct {
	ours   []string // of this module
	theirs []string // of others, with what lies below them
	why    string
}

// outside says which parts of the standard library a package must do without, and why. Folders below count too.
var outside = []struct {
	packages []string
	std      []string
	why      string
}{
	{list("rooms/board", "rooms/board/strict"), list("net", "os", "time", "log", "sync", "math/rand", "crypto/rand", "context", "io/fs", "database/sql", "runtime", "syscall", "unsafe", "reflect"),
		"a fold that reads a clock, a disk or a random source gives another board elsewhere"},
	{list("rooms/wire", "rooms/relay"), list("net", "os", "database/sql", "math/rand"), "frames are values"},
	{list("rooms"), list("net", "os", "database/sql"), "rooms live in tests without network and disk"},
	{list("auth"), list("net", "os", "database/sql"), "no HTTP, no SQL, no files"},
	{list("persistence", "persistence/archive", "persistence/proof", "migrations"), list("net/http"), "no HTTP"},
	{list("server/raster"), list("net", "os", "database/sql", "image"), "heads are read; whoever decodes is whom hostile pictures are made for"},
	{list("server"), list("database/sql"), "no SQL"},
}

// kits are for tests: they may use anything, and nothing that is shipped may use them.
var kits = list("rooms/roomtest", "rooms/board/boardtest", "persistence/storetest", "cmd/drawingroom/processtest", "tools")

func list(names ...string) []string { return names }

// below says whether a package is one of the list, or lies below one.
func below(name string, list []string) bool {
	return slices.ContainsFunc(list, func(top string) bool { return name == top || strings.HasPrefix(name, top+"/") })
}

// broken returns the reason why a package may not import another, "" if it may.
func broken(from, to string) string {
	w, known := walls[from]
	if !known {
		return "it has no row in the table of walls"
	}
	own, isOwn := strings.CutPrefix(to, "drawingroom/")
	first, _, _ := strings.Cut(to, "/")
	switch {
	case isOwn && below(own, kits):
		return "that is for tests only"
	case isOwn && !slices.Contains(w.ours, own):
		return w.why
	case !isOwn && strings.Contains(first, ".") && !below(to, w.theirs):
		return w.why
	case isOwn || strings.Contains(first, "."):
		return ""
	}
	for _, rule := range outside {
		if slices.Contains(rule.packages, from) && below(to, rule.std) {
			return rule.why
		}
	}
	return ""
}

// Item 8: the import walls hold, in every file that is shipped.
func TestImportWalls(t *testing.T) {
	files, edges, seen := 0, 0, map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") && name != "..") {
			return fs.SkipDir
		}
		from := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../")
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || below(from, kits) {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files++
		seen[from] = true
		for _, spec := range file.Imports {
			to, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			edges++
			if why := broken(from, to); why != "" {
				t.Errorf("%s imports %s: %s", path, to, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 || edges < 100 {
		t.Fatalf("%d files with %d imports: the house was not found", files, edges)
	}
	for name := range walls {
		if !seen[name] {
			t.Errorf("%s has a row and no files", name)
		}
	}
}

// The walls stand: what they are there for is refused.
func TestWallsRefuse(t *testing.T) {
	for _, edge := range [][2]string{
		{"rooms/board", "time"}, {"rooms/board", "net/http"}, {"rooms/board", "math/rand/v2"}, {"rooms/board", "sync/atomic"}, {"rooms/board", "log/slog"},
		{"rooms/board", "drawingroom/rooms/wire"}, {"rooms/wire", "drawingroom/rooms"}, {"rooms", "drawingroom/persistence"}, {"rooms", "net/http"},
		{"rooms", "github.com/coder/websocket"}, {"persistence", "drawingroom/rooms"}, {"persistence", "drawingroom/auth"}, {"auth", "drawingroom/rooms"},
		{"auth", "net/http"}, {"server", "drawingroom/persistence"}, {"server", "database/sql"}, {"server", "github.com/jackc/pgx/v5"},
		{"bench", "drawingroom/server"}, {"rooms", "drawingroom/rooms/roomtest"}, {"nowhere", "fmt"},
	} {
		if broken(edge[0], edge[1]) == "" {
			t.Errorf("%s may import %s", edge[0], edge[1])
		}
	}
	if why := broken("rooms/board", "crypto/sha256"); why != "" {
		t.Errorf("the core may not hash: %s", why)
	}
}
