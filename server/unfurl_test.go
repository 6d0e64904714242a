package server

import (
	"encoding/json"
	"image/color"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// wanton is a title that wants to be more than one.
const wanton = `Plans "</title><script>alert(1)</script>&`

// What a board's page says to programs that show links is general until its owner allows more, and the same for boards that do not exist.
func TestWhatLinksSayOfABoard(t *testing.T) {
	k := newKit(t)
	k.srv.front.files["index.html"] = &asset{kind: "text/html; charset=utf-8", plain: []byte("<!doctype html><head><title>front</title></head><body>"), br: []byte("br")}
	ada := k.guest("Ada")
	made := ada.board(wanton)
	page := func(id string) string {
		a := k.stranger().do("GET", "/b/"+id, nil, func(r *http.Request) { r.Header.Set("Accept-Encoding", "br") })
		if a.status != http.StatusOK || a.header.Get("Content-Encoding") != "" {
			t.Fatalf("%s: %d %v", id, a.status, a.header)
		}
		return strings.ReplaceAll(string(a.body), id, "ID")
	}
	const absent = "bAAAAAAAAAAAAAAAA"
	closed := page(string(made.ID))
	if closed != page(absent) || !strings.Contains(closed, `<meta property="og:title" content="A board in Drawing Room">`) ||
		!strings.Contains(closed, `<meta property="og:image" content="`+k.base+`/unfurl.png">`) || strings.Contains(closed, "Plans") {
		t.Errorf("%s\n%s", closed, page(absent))
	}
	if a := k.stranger().do("GET", "/b/x", nil); strings.Contains(string(a.body), "og:") {
		t.Errorf("what is no board: %s", a.body)
	}
	ada.shows(made.ID, true)
	open := page(string(made.ID))
	if !strings.Contains(open, `content="Plans &#34;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"`) || strings.Contains(open, "<script") {
		t.Errorf("%s", open)
	}
	if !strings.Contains(open, `<link rel="alternate" type="application/json+oembed" href="`+k.base+`/oembed?format=json&amp;url=`+url.QueryEscape(k.base+"/b/")+`ID">`) {
		t.Errorf("no way to the oEmbed: %s", open)
	}
	again := k.stranger().do("GET", "/b/"+string(made.ID), nil)
	if a := k.stranger().do("GET", "/b/"+string(made.ID), nil, func(r *http.Request) { r.Header.Set("If-None-Match", again.header.Get("ETag")) }); a.status != http.StatusNotModified {
		t.Errorf("again: %d", a.status)
	}
	ada.shows(made.ID, false)
	if page(string(made.ID)) != closed {
		t.Error("it goes on telling")
	}
}

// A board's picture is shown to everybody where its owner has allowed that, for as long as it shows the board as it is, or all who look may see the past.
func TestThePictureOfALink(t *testing.T) {
	d := newDrawn(t, 1)
	d.srv.front.files["index.html"] = &asset{kind: "text/html; charset=utf-8", plain: []byte("<head></head>")}
	id := string(d.made.ID)
	red := small(t, 640, 400, color.RGBA{200, 0, 0, 255})
	shown := func(want string) {
		t.Helper()
		page := string(d.stranger().do("GET", "/b/"+id, nil).body)
		a := d.stranger().do("GET", "/b/"+id+"/picture", nil)
		here := strings.Contains(page, `content="`+d.base+"/b/"+id+"/picture?seq="+want+`"`) && strings.Contains(page, `<meta property="og:image:height" content="400">`)
		general := strings.Contains(page, d.base+"/unfurl.png")
		if want == "" && (!general || a.status != http.StatusNotFound) || want != "" && (!here || a.status != http.StatusOK || a.header.Get("Content-Type") != "image/png" || a.header.Get("Cross-Origin-Resource-Policy") != "cross-origin") {
			t.Errorf("want %q: %d %v\n%s", want, a.status, a.header, page)
		}
	}
	shown("")
	d.ada.shows(d.made.ID, true)
	shown("")
	if a := d.ada.sends(d.path, "seq=1&theme=light", red); a.status != http.StatusNoContent {
		t.Fatal(a.code())
	}
	shown("") // it is of before the last change
	if a := d.ada.sends(d.path, "seq=2&theme=light", red); a.status != http.StatusNoContent {
		t.Fatal(a.code())
	}
	shown("2")
	d.ada.shows(d.made.ID, false)
	shown("")
	d.ada.shows(d.made.ID, true)
	one, _ := d.ada.open(d.made.ID)
	one.put(1, "ada-later-1")
	one.item(1)
	shown("")
	d.ada.must(http.StatusOK, "PATCH", d.path, map[string]string{"history": "viewer"}, nil)
	shown("2")
	d.ada.must(http.StatusNoContent, "POST", d.path+"/trash", nil, nil)
	shown("")
}

func TestOEmbed(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board(wanton)
	ask := func(address, more string) answer {
		return k.stranger().do("GET", "/oembed?url="+url.QueryEscape(address)+more, nil)
	}
	tell := func(address, more string) (got oembedBody) {
		t.Helper()
		a := ask(address, more)
		if err := json.Unmarshal(a.body, &got); err != nil || a.status != http.StatusOK {
			t.Fatalf("%s: %d %s", address, a.status, a.body)
		}
		return got
	}
	board := k.base + "/b/" + string(made.ID)
	if closed := tell(board, ""); closed != tell(k.base+"/b/bAAAAAAAAAAAAAAAA", "&format=json") || closed.Type != "link" || closed.Version != "1.0" || closed.HTML != "" || closed.Title != generalTitle {
		t.Errorf("%+v", closed)
	}
	ada.shows(made.ID, true, "https://a.example")
	got := tell(board+"#view=1,2,3,4&k=SEC-ret_1&at=x", "&maxwidth=400&maxheight=9999")
	want := `<iframe src="` + k.base + `/embed/` + string(made.ID) + `#k=SEC-ret_1" title="Plans &#34;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;" width="400" height="600" style="border:0" allow="fullscreen"></iframe>`
	if got.Type != "rich" || got.Title != wanton || got.HTML != want || got.Width != 400 || got.Height != 600 || got.Thumbnail != k.base+"/unfurl.png" {
		t.Errorf("%+v\nwant %s", got, want)
	}
	if got := tell(k.base+"/embed/"+string(made.ID)+`#k="><b>`, "&maxwidth=1"); !strings.Contains(got.HTML, string(made.ID)+`" title=`) || got.Width != leastFrame {
		t.Errorf("%+v", got)
	}
	for address, code := range map[string]string{
		"": notThere, k.base: notThere, k.base + "/": notThere, "https://elsewhere.example/b/" + string(made.ID): "Not Found: not_found", "javascript:alert(1)": notThere, board + "/x": notThere,
		strings.Replace(board, "http://", "http://u:p@", 1): notThere, k.base + "/b/x": notThere, "%zz": notThere, "/b/" + string(made.ID): notThere,
	} {
		if a := ask(address, ""); a.code() != code {
			t.Errorf("%q: %s", address, a.code())
		}
	}
	for more, code := range map[string]string{
		"&format=xml": "Not Implemented: format", "&format=json&format=json": "Bad Request: form", "&maxwidth=-1": "Bad Request: form", "&maxheight=x": "Bad Request: form", "&maxwidth=0": "Bad Request: form",
	} {
		if a := ask(board, more); a.code() != code {
			t.Errorf("%s: %s", more, a.code())
		}
	}
}

// What pages of others load may be loaded by them, and nothing else may.
func TestFilesOfEveryone(t *testing.T) {
	p := newKit(t).stranger()
	for path, kind := range map[string]string{"/embed.js": "text/javascript; charset=utf-8", "/embed.d.ts": "text/plain; charset=utf-8", "/unfurl.png": "image/png"} {
		a := p.do("GET", path, nil)
		if a.status != http.StatusOK || a.header.Get("Content-Type") != kind || a.header.Get("Access-Control-Allow-Origin") != "*" ||
			a.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || a.header.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s: %d %v", path, a.status, a.header)
		}
	}
	for _, path := range []string{"/embed.html", "/embed.js.br", "/embed.ts", "/index.html"} {
		if a := p.do("GET", path, nil); a.header.Get("Access-Control-Allow-Origin") != "" || a.header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
			t.Errorf("%s: %v", path, a.header)
		}
	}
}
