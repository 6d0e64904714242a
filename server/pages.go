package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"drawingroom/rooms/board"
)

// pageTime is how long a page waits for the database, which only knows what is said in its head.
const pageTime = 2 * time.Second

// embeddingOf looks up how a board may be shown elsewhere, for its page. What cannot be a board, does not exist or was put aside is as one that may not.
func (s *Server) embeddingOf(r *http.Request, id board.ID) (board.Embedding, error) {
	if id == "" {
		return board.Embedding{}, nil
	}
	ctx, cancel := context.WithTimeout(r.Context(), pageTime)
	defer cancel()
	e, err := s.boards.Embedding(ctx, id)
	if errors.Is(err, board.ErrNoBoard) {
		return board.Embedding{}, nil
	}
	return e, err
}

// boardPage serves a board's page. What its head says to programs that show links is general, unless the owner has allowed more (Embedding.Unfurl): so
// whether there is such a board is not told. A database that is away is no reason to be without the page.
func (s *Server) boardPage(w http.ResponseWriter, r *http.Request) {
	id := boardID(r)
	e, err := s.embeddingOf(r, id)
	if err != nil {
		s.log.DebugContext(r.Context(), "a board's page without what its head may say", "error", err)
		e = board.Embedding{}
	}
	tags := ""
	if id != "" {
		tags = s.unfurlingOf(r, id, e).tags()
	}
	s.front.headed(w, r, "index.html", tags)
}

// embedPage serves the page that others frame. Its header says whose pages may: the board's list, and our own, which shows it beforehand. A board without
// a list, and none at all, are answered alike.
func (s *Server) embedPage(w http.ResponseWriter, r *http.Request) {
	e, err := s.embeddingOf(r, boardID(r))
	if err != nil {
		w.Header().Set("Retry-After", "2")
		s.front.writePage(w, errNoStore.status, "Not just now", errNoStore.message)
		return
	}
	h := w.Header()
	h.Del("X-Frame-Options") // it cannot name origins; and where both are, frame-ancestors counts
	h.Set("Content-Security-Policy", embedPolicy(e.Origins))
	s.front.headed(w, r, "embed.html", `<meta name="embedders" content="`+html.EscapeString(strings.Join(e.Origins, " "))+`">`)
}

// headed sends a page with more in its head; packed here, since it is not as the build left it.
func (f *front) headed(w http.ResponseWriter, r *http.Request, name, tags string) {
	a := f.files[name]
	if a == nil {
		f.missing(w)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	head, rest, found := bytes.Cut(a.plain, []byte("</head>"))
	if tags == "" || !found {
		a.serve(w, r)
		return
	}
	packed(a.kind, bytes.Join([][]byte{head, []byte(tags), []byte("</head>"), rest}, nil)).serve(w, r)
}

// boardPicture serves the board's small picture to everybody, where its owner has allowed that and it shows no more than the board is. Of all others,
// and of boards that do not exist, there is nothing here.
func (s *Server) boardPicture(w http.ResponseWriter, r *http.Request) {
	id := boardID(r)
	e, err := s.embeddingOf(r, id)
	var p board.Thumbnail
	if err == nil && e.Shown() {
		p, err = s.boards.Thumbnail(r.Context(), id, board.Light)
	}
	// A newer one may have come in between, which shows the board as it is as well.
	if err != nil || p.Seq < max(e.Picture.Seq, 1) {
		s.front.writePage(w, errNotFound.status, "Nothing here", "There is nothing at this address.")
		return
	}
	sum := sha256.Sum256(p.Bytes)
	h := w.Header()
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", "no-cache")
	(&asset{kind: p.Type, etag: hex.EncodeToString(sum[:12]), plain: p.Bytes}).serve(w, r)
}

// here is the address that a request came to, with the path that everything lies under: "https://draw.example.org".
func (s *Server) here(r *http.Request) string {
	return s.door.scheme(r) + "://" + r.Host + string(s.base)
}

// unfurling is what is said of a board to programs that show links: they ask without the part behind #, and so without a right.
type unfurling struct {
	title, sentence, address, oembed string
	picture                          picture
}

// picture is one that stands for a board; its sides in pixels.
type picture struct {
	url           string
	width, height int
}

const (
	generalTitle    = "A board in Drawing Room"
	generalSentence = "A whiteboard to draw on together."
	// generalPicture is a file of the front end (web/public).
	generalPicture = "/unfurl.png"
)

// unfurlingOf is what may be said of a board.
func (s *Server) unfurlingOf(r *http.Request, id board.ID, e board.Embedding) unfurling {
	here := s.here(r)
	u := unfurling{title: generalTitle, sentence: generalSentence, address: here + "/b/" + string(id), picture: picture{here + generalPicture, 1200, 630}}
	u.oembed = here + "/oembed?format=json&url=" + url.QueryEscape(u.address)
	if e.Unfurl && e.Title != "" {
		u.title = e.Title
	}
	if e.Shown() {
		// Its number is in the address, so that who has kept the picture of before asks for this one.
		u.picture = picture{fmt.Sprintf("%s/b/%s/picture?seq=%d", here, id, e.Picture.Seq), e.Picture.Width, e.Picture.Height}
	}
	return u
}

// tags writes it for the head of a page.
func (u unfurling) tags() string {
	var b strings.Builder
	sides := [2]string{strconv.Itoa(u.picture.width), strconv.Itoa(u.picture.height)}
	for _, tag := range [][2]string{
		{"og:site_name", "Drawing Room"}, {"og:type", "website"}, {"og:title", u.title}, {"og:description", u.sentence}, {"og:url", u.address},
		{"og:image", u.picture.url}, {"og:image:width", sides[0]}, {"og:image:height", sides[1]}, {"og:image:alt", u.title},
	} {
		b.WriteString(`<meta property="` + tag[0] + `" content="` + html.EscapeString(tag[1]) + `">`)
	}
	b.WriteString(`<meta name="twitter:card" content="summary_large_image">`)
	b.WriteString(`<link rel="alternate" type="application/json+oembed" href="` + html.EscapeString(u.oembed) + `">`)
	return b.String()
}
