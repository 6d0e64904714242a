package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// front is the built front end, in memory once: every file with its compressed twins, as the build left them.
type front struct {
	files map[string]*asset // by path, without the leading slash
	base  base
}

// asset is a file and what is sent with it.
type asset struct {
	kind  string
	etag  string
	plain []byte
	br    []byte // nil: there is none
	gz    []byte
}

// newFront reads the files. An absent front end is no error: the page then says what to do.
func newFront(files fs.FS, under base) (*front, error) {
	f := &front{files: map[string]*asset{}, base: under}
	raw := map[string][]byte{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != "." { // .keep, and Vite's manifest: for the build, not for browsers
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.IsDir() {
			raw[name], err = fs.ReadFile(files, name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for name, plain := range raw {
		base, ending := strings.TrimSuffix(name, path.Ext(name)), path.Ext(name)
		if _, twin := raw[base]; twin && (ending == ".br" || ending == ".gz") {
			continue
		}
		sum := sha256.Sum256(plain)
		f.files[name] = &asset{kind: kindOf(name), etag: hex.EncodeToString(sum[:8]), plain: plain, br: raw[name+".br"], gz: raw[name+".gz"]}
	}
	return f, f.lay()
}

// basePlace is where the page says under which path it lies; the front end reads it there (web/src/site/at.ts).
const basePlace = `<meta name="base" content="`

// lay writes into the pages where everything lies. The build has it at the top; what code and styles load they find beside themselves.
func (f *front) lay() error {
	for _, name := range []string{"index.html", "embed.html"} {
		a := f.files[name]
		if f.base == "" || a == nil {
			continue
		}
		if !bytes.Contains(a.plain, []byte(basePlace)) {
			return errors.New("the page has no place for the path that it lies under: build the front end anew")
		}
		path := string(f.base)
		text := strings.NewReplacer(`href="/`, `href="`+path+`/`, `src="/`, `src="`+path+`/`, basePlace, basePlace+path).Replace(string(a.plain))
		f.files[name] = packed(a.kind, []byte(text))
	}
	return nil
}

// packed is a page as it is made here, and not by the build.
func packed(kind string, plain []byte) *asset {
	sum := sha256.Sum256(plain)
	var to bytes.Buffer
	w := gzip.NewWriter(&to)
	_, _ = w.Write(plain) // into memory: it does not fail
	_ = w.Close()
	return &asset{kind: kind, etag: hex.EncodeToString(sum[:8]), plain: plain, gz: to.Bytes()}
}

// kinds names the types whose entry in the machine's own table cannot be relied on.
var kinds = map[string]string{
	".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8",
	".svg": "image/svg+xml", ".json": "application/json", ".webmanifest": "application/manifest+json",
	".ts": "text/plain; charset=utf-8", ".woff2": "font/woff2", ".png": "image/png", ".ico": "image/x-icon", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
}

func kindOf(name string) string {
	if kind, ok := kinds[path.Ext(name)]; ok {
		return kind
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// index serves the page at /; pages.go serves it for boards.
func (f *front) index(w http.ResponseWriter, r *http.Request) {
	a := f.files["index.html"]
	if a == nil {
		f.missing(w)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	a.serve(w, r)
}

// file serves everything else of the front end. Files under assets/ carry a hash in their names and never change.
func (f *front) file(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/api" || strings.HasPrefix(r.URL.Path, "/api/") { // programs ask there, in a version we do not speak
		writeProblem(w, errNotFound)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	a := f.files[name]
	if a == nil || name == "index.html" || name == "embed.html" {
		f.writePage(w, errNotFound.status, "Nothing here", "There is nothing at this address. A board's link may have been cut short on its way.")
		return
	}
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		w.Header().Set("Cache-Control", "no-cache")
	}
	a.serve(w, r)
}

// missing says what to do when the program was built without its front end.
func (f *front) missing(w http.ResponseWriter) {
	f.writePage(w, http.StatusServiceUnavailable, "No front end", "This program was built without its front end. Run: make build")
}

// serve sends the best form the browser takes.
func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	body, tag := a.plain, a.etag
	if a.br != nil || a.gz != nil {
		h.Set("Vary", "Accept-Encoding")
	}
	switch {
	case a.br != nil && accepts(r, "br"):
		h.Set("Content-Encoding", "br")
		body, tag = a.br, tag+"-br"
	case a.gz != nil && accepts(r, "gzip"):
		h.Set("Content-Encoding", "gzip")
		body, tag = a.gz, tag+"-gz"
	}
	h.Set("ETag", `"`+tag+`"`)
	serveBytes(w, r, bytes.NewReader(body))
}

// accepts says whether the browser takes an encoding. A weight of 0 means that it does not.
func accepts(r *http.Request, encoding string) bool {
	for offer := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, weight, _ := strings.Cut(offer, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			weight = strings.ReplaceAll(weight, " ", "")
			return strings.Trim(strings.TrimPrefix(weight, "q="), "0.") != "" || weight == ""
		}
	}
	return false
}

// writePage sends a page of one sentence, and a way back where there is one: nothing in it comes from the request.
func (f *front) writePage(w http.ResponseWriter, status int, title, sentence string) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	back := ""
	if status == http.StatusNotFound {
		back = `<p><a href="` + string(f.base) + `/">To the start page</a></p>`
	}
	fmt.Fprintf(w, page, f.base, title, sentence, back)
}

// page is a page without script. Its style sheet and its mark come with the front end (web/public).
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%[2]s – Drawing Room</title>
<link rel="icon" href="%[1]s/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="%[1]s/page.css">
<main><img src="%[1]s/favicon.svg" width="48" height="48" alt=""><h1>%[2]s</h1><p>%[3]s</p>%[4]s</main>
</html>
`

// errNoFront: the folder holds no index.html.
var errNoFront = errors.New("built without its front end: run make build")

// CheckFront says whether a front end was built in.
func CheckFront(files fs.FS) error {
	if _, err := fs.Stat(files, "index.html"); err != nil {
		return errNoFront
	}
	return nil
}
