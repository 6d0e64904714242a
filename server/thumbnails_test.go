package server

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// small is a PNG of one colour.
func small(t *testing.T, width, height int, c color.Color) []byte {
	t.Helper()
	is := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			is.Set(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, is); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sends puts a small picture of a board.
func (p *person) sends(path, query string, body []byte) answer {
	return p.do("PUT", path+"/thumbnail?"+query, nil, func(r *http.Request) {
		r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	})
}

// A small picture is shown to those who may look, newest first, in the server's own encoding.
func TestThumbnails(t *testing.T) {
	k := newKit(t, func(c *Config, _ *rooms.Config) { c.Limits = Limits{} })
	c := newCast(k)
	path := "/api/v1/boards/" + string(c.board.ID)
	own, edit, view := c.people[owner], c.people[editor], c.people[viewer]
	red := small(t, 640, 400, color.RGBA{200, 0, 0, 255})
	for query, want := range map[string]string{
		"": "Unprocessable Entity: bad_thumbnail", "seq=1": "Unprocessable Entity: bad_thumbnail", "seq=x&theme=light": "Unprocessable Entity: bad_thumbnail",
		"seq=1&theme=sepia": "Unprocessable Entity: bad_thumbnail", "seq=0&theme=light": "Unprocessable Entity: bad_thumbnail",
		"seq=2&theme=light": "Conflict: changed", "seq=1&theme=light": "No Content",
	} {
		if a := edit.sends(path, query, red); a.code() != want {
			t.Errorf("%q: %s, want %s", query, a.code(), want)
		}
	}
	for what, row := range map[string]struct {
		body []byte
		want string
	}{
		"a page":      {[]byte("<!doctype html><script>alert(1)</script>"), "Unprocessable Entity: bad_thumbnail"},
		"too high":    {small(t, 400, 640, color.White), "Unprocessable Entity: bad_thumbnail"},
		"too large":   {make([]byte, thumbnailBytes+1), "Request Entity Too Large: too_large"},
		"with a tail": {append(bytes.Clone(red), "<script>"...), "Unprocessable Entity: bad_thumbnail"},
	} {
		if a := edit.sends(path, "seq=1&theme=light", row.body); a.code() != row.want {
			t.Errorf("%s: %s", what, a.code())
		}
	}
	if a := view.sends(path, "seq=1&theme=light", red); a.code() != forbid {
		t.Errorf("by a viewer: %s", a.code())
	}
	a := view.must(http.StatusOK, "GET", path+"/thumbnail", nil, nil)
	if is, err := png.Decode(bytes.NewReader(a.body)); err != nil || is.Bounds().Dx() != 640 || a.header.Get("Content-Type") != "image/png" || !strings.Contains(a.header.Get("Cache-Control"), "no-cache") {
		t.Errorf("%v, %v", a.header, err)
	}
	tag := a.header.Get("ETag")
	if again := view.do("GET", path+"/thumbnail?theme=light", nil, func(r *http.Request) { r.Header.Set("If-None-Match", tag) }); again.status != http.StatusNotModified || tag == "" {
		t.Errorf("asked again with its tag: %d", again.status)
	}
	if a := view.do("GET", path+"/thumbnail?theme=dark", nil); a.code() != notThere {
		t.Errorf("one that nobody made: %s", a.code())
	}
	if listed(view).Boards[0].Thumbnail != 1 {
		t.Errorf("%+v", listed(view))
	}
	// What the board shows no more is not shown to those who may not see its past.
	own.must(http.StatusOK, "PUT", path+"/title", map[string]string{"title": "Later"}, nil)
	if a := view.do("GET", path+"/thumbnail", nil); a.code() != notThere || listed(view).Boards[0].Thumbnail != 0 {
		t.Errorf("to a viewer it shows the past: %s", a.code())
	}
	if listed(edit).Boards[0].Thumbnail != 1 {
		t.Error("to an editor, who may see the past, it is gone")
	}
	own.must(http.StatusOK, "PATCH", path, map[string]string{"history": string(board.RoleViewer)}, nil)
	view.must(http.StatusOK, "GET", path+"/thumbnail", nil, nil)
}

// C61: a picture of what was struck out is gone with it, and none from before is taken any more.
func TestC61_a_thumbnail_goes_with_what_is_struck_out(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("Plans")
	path := "/api/v1/boards/" + string(made.ID)
	one, _ := ada.open(made.ID)
	one.writes(1, "hunter2", "element-1")
	one.item(1)
	red := small(t, 40, 30, color.RGBA{200, 0, 0, 255})
	if a := ada.sends(path, "seq=2&theme=light", red); a.status != http.StatusNoContent {
		t.Fatal(a.code())
	}
	ada.must(http.StatusOK, "POST", path+"/strikes", map[string]any{"element": "element-1"}, nil)
	if a := ada.do("GET", path+"/thumbnail", nil); a.code() != notThere {
		t.Errorf("it is still shown: %s", a.code())
	}
	if a := ada.sends(path, "seq=2&theme=light", red); a.code() != "Conflict: changed" {
		t.Errorf("a page that has not noticed: %s", a.code())
	}
	if a := ada.sends(path, "seq=3&theme=light", red); a.status != http.StatusNoContent {
		t.Errorf("of now: %s", a.code())
	}
}
