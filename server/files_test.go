package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// exported is a board as data.
type exported struct {
	ID      board.ID
	Epoch   string
	Seq     board.Seq
	Hash    string
	State   string
	Authors map[string]struct{ Name, Colour string }
	Board   json.RawMessage
}

// logged is a row of the log.
type logged struct {
	Seq     board.Seq
	Author  board.Author
	Client  board.Client
	N       int64
	Time    int64
	Version int
	Salt    string
	Hash    string
	Change  json.RawMessage
}

func (l logged) record(t *testing.T) board.Record {
	t.Helper()
	r := board.Record{Seq: l.Seq, Author: l.Author, Client: l.Client, N: l.N, Time: l.Time, Version: l.Version, Payload: l.Change}
	if n, err := hex.Decode(r.Salt[:], []byte(l.Salt)); n != len(r.Salt) || err != nil {
		t.Fatalf("salt %q", l.Salt)
	}
	if n, err := hex.Decode(r.Hash[:], []byte(l.Hash)); n != len(r.Hash) || err != nil {
		t.Fatalf("hash %q", l.Hash)
	}
	return r
}

// What the export says is what a replay of the log from seq 1 comes to, and the chain of hashes holds.
func TestExportEqualsReplayOfTheLog(t *testing.T) {
	k := newKit(t, func(_ *Config, r *rooms.Config) { r.Limits = rooms.Limits{ChangeRate: 1e6, ChangeBurst: 1e6} })
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	one, _ := ada.open(made.ID)
	two, _ := bob.open(made.ID)
	const each = 600 // with the board's own row, more than one page of the log
	for n := 1; n <= each; n++ {
		one.put(n, fmt.Sprintf("ada-%06d", n))
		two.put(n, fmt.Sprintf("bob-%06d", n))
	}
	one.item(each)
	two.item(each)
	path := "/api/v1/boards/" + string(made.ID)
	var whole exported
	ada.must(http.StatusOK, "GET", path+"/export", nil, &whole)
	if whole.ID != made.ID || whole.Seq != 1+2*each || len(whole.Epoch) != 16 || whole.Authors["1"].Name != "Ada" || whole.Authors["2"].Name != "Bob" {
		t.Fatalf("%s %s %d %v", whole.ID, whole.Epoch, whole.Seq, whole.Authors)
	}
	if sum := sha256.Sum256(whole.Board); hex.EncodeToString(sum[:]) != whole.State {
		t.Fatal("the state is not the hash of the board as it stands there")
	}

	rows := readLog(t, ada.must(http.StatusOK, "GET", path+"/log", nil, nil))
	replayed, hash := board.New(), board.Hash{}
	for i, row := range rows {
		r := row.record(t)
		if hash = board.Chain(hash, made.ID, r); r.Seq != board.Seq(i+1) || hash != r.Hash {
			t.Fatalf("row %d: seq %d, the chain does not hold", i, r.Seq)
		}
		change, err := board.DecodeChange(r.Version, r.Payload)
		if err != nil {
			t.Fatalf("seq %d: %v", r.Seq, err)
		}
		replayed.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, change.Ops)
	}
	if got := replayed.Hash().String(); got != whole.State || hex.EncodeToString(hash[:]) != whole.Hash || replayed.Title() != "Plans" {
		t.Fatalf("replayed to %s at %x, exported %s at %s", got, hash, whole.State, whole.Hash)
	}

	tail := readLog(t, bob.must(http.StatusOK, "GET", path+"/log?from=1200", nil, nil))
	if len(tail) != 2 || tail[0].Seq != 1200 {
		t.Fatalf("%d rows from 1200 on", len(tail))
	}
	if all := readLog(t, bob.must(http.StatusOK, "GET", path+"/log?from=1", nil, nil)); all[0].Seq != 1 {
		t.Fatalf("from=1 begins at %d", all[0].Seq)
	}
	if rest := bob.must(http.StatusOK, "GET", path+"/log?from=99999", nil, nil); len(rest.body) != 0 {
		t.Fatalf("beyond the end: %s", rest.body)
	}
	for _, bad := range []string{"-1", "x", "1.5", "9223372036854775808"} {
		if a := bob.do("GET", path+"/log?from="+bad, nil); a.code() != "Bad Request: bad_moment" {
			t.Errorf("from=%s: %s", bad, a.code())
		}
	}
}

func readLog(t *testing.T, a answer) []logged {
	t.Helper()
	if kind := a.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/jsonl") {
		t.Fatalf("the log is %s", kind)
	}
	var rows []logged
	for lines := json.NewDecoder(bytes.NewReader(a.body)); ; {
		var row logged
		if err := lines.Decode(&row); err == io.EOF {
			return rows
		} else if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
}

// Who made what is told to members, also of those who have gone; to nobody else.
func TestAuthorsAreToldToMembers(t *testing.T) {
	k := newKit(t)
	ada, bob, eve := k.guest("Ada"), k.guest("Bob"), k.guest("Eve")
	made := ada.board("Plans")
	bob.join(made.ID, made.Secret)
	ada.open(made.ID)
	bob.open(made.ID)
	path := "/api/v1/boards/" + string(made.ID) + "/authors"
	var told struct {
		Authors map[string]struct{ Name, Colour string }
	}
	bob.must(http.StatusOK, "GET", path, nil, &told)
	if len(told.Authors) != 2 || told.Authors["1"].Name != "Ada" || told.Authors["2"].Name != "Bob" || told.Authors["2"].Colour == "" {
		t.Fatalf("%+v", told.Authors)
	}
	if a := eve.do("GET", path, nil); a.status != http.StatusNotFound {
		t.Fatalf("somebody without a right was answered %d", a.status)
	}
}

// A snapshot that a welcome names can be fetched by members only, is kept by their browsers only, and is the board.
func TestSnapshotResource(t *testing.T) {
	k := newKit(t, func(_ *Config, r *rooms.Config) {
		r.Limits = rooms.Limits{RingBytes: 100, TailChanges: 3, TailBytes: 300}
	})
	ada, bob, eve := k.guest("Ada"), k.guest("Bob"), k.guest("Eve")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	one, _ := ada.open(made.ID)
	for n := 1; n <= 20; n++ {
		one.put(n, fmt.Sprintf("ada-%06d", n))
	}
	one.item(20)
	_, welcome := bob.open(made.ID)
	if welcome.Snapshot == nil {
		t.Fatalf("%+v: no snapshot", welcome)
	}
	packed := bob.do("GET", welcome.Snapshot.URL, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	if packed.status != http.StatusOK || packed.header.Get("Content-Encoding") != "gzip" || packed.header.Get("Cache-Control") != "private, no-store" {
		t.Fatalf("%d %v", packed.status, packed.header)
	}
	in, err := gzip.NewReader(bytes.NewReader(packed.body))
	if err != nil {
		t.Fatal(err)
	}
	form, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	plain := bob.do("GET", welcome.Snapshot.URL, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "identity") })
	if !bytes.Equal(plain.body, form) || plain.header.Get("Content-Encoding") != "" {
		t.Fatal("packed and plain differ")
	}
	checkZstd(bob, welcome.Snapshot.URL, form)
	b, err := board.Restored(welcome.Snapshot.Seq, form)
	if err != nil || b.Len() < 1 {
		t.Fatalf("%d elements, %v", b.Len(), err)
	}
	if a := eve.do("GET", welcome.Snapshot.URL, nil); a.code() != noBoard {
		t.Errorf("a stranger: %s", a.code())
	}
	if a := k.stranger().do("GET", welcome.Snapshot.URL, nil); a.code() != signIn {
		t.Errorf("nobody: %s", a.code())
	}
	name := welcome.Snapshot.URL[strings.LastIndex(welcome.Snapshot.URL, "/")+1:]
	for _, bad := range []string{"0" + name, "+" + name, strings.ToUpper(name), name + "0", name[:len(name)-1], "x", "-" + name, strings.Replace(name, "-", "--", 1)} {
		if a := bob.do("GET", strings.Replace(welcome.Snapshot.URL, name, bad, 1), nil); bad != name && a.status != http.StatusNotFound {
			t.Errorf("%s: %s", bad, a.code())
		}
	}
}

// checkZstd asks as a browser on HTTPS does: by gzip until the other body is made, and then by zstd, with the same in it.
func checkZstd(p *person, url string, form []byte) {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); {
		a := p.do("GET", url, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd") })
		if a.status != http.StatusOK || a.header.Get("Vary") != "Accept-Encoding" || a.header.Get("Content-Length") != strconv.Itoa(len(a.body)) {
			p.t.Fatalf("%d %v", a.status, a.header)
		}
		if a.header.Get("Content-Encoding") == "gzip" {
			continue
		}
		unpack, err := zstd.NewReader(nil, zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			p.t.Fatal(err)
		}
		defer unpack.Close()
		if plain, err := unpack.DecodeAll(a.body, nil); err != nil || !bytes.Equal(plain, form) {
			p.t.Fatalf("by zstd it is another: %v", err)
		}
		return
	}
	p.t.Fatal("it is never sent by zstd")
}

// C57: the log of a whole session holds no secret: no cookie, no token, no link.
func TestNoSecretIsLogged(t *testing.T) {
	k := newKit(t)
	ada, bob := k.guest("Ada"), k.guest("Bob")
	made := ada.board("x")
	bob.join(made.ID, made.Secret)
	tb, _ := bob.open(made.ID)
	token := bob.token()
	tb.send(`[{"t":"token","token":"` + token + `"}]`)
	tb.put(1, "element-1")
	tb.item(1)
	view := ada.link(made.ID, board.RoleViewer)
	bob.do("GET", "/api/v1/boards/"+string(made.ID)+"/log?from=0&k="+made.Secret, nil)
	bob.do("POST", "/api/v1/boards/"+string(made.ID)+"/link", map[string]string{"secret": made.Secret})
	bob.do("POST", "/api/v1/boards/bAAAAAAAAAAAAAAAA/link", map[string]string{"secret": made.Secret})
	tb.send(`[{"t":"token","token":"` + token + `x"}]`)
	if code, _ := tb.over(); code != wire.TokenExpired.Code {
		t.Fatalf("closed with %d", code)
	}
	text := k.log.String()
	if len(text) < 500 {
		t.Fatalf("hardly anything is logged: %q", text)
	}
	secrets := map[string]string{"token": token[len(token)-20:], "link": made.Secret, "viewer's link": view, "page load": string(tb.client)}
	for _, c := range bob.http.Jar.Cookies(k.url()) {
		secrets["cookie "+c.Name] = c.Value
	}
	for what, secret := range secrets {
		if strings.Contains(text, secret) {
			t.Errorf("the %s is in the log", what)
		}
	}
}
