package server

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"drawingroom/rooms/board"
)

// oembedBody is an answer as https://oembed.com has it. A rich one has the markup that frames the board; a link only its title and picture.
type oembedBody struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Provider        string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	Title           string `json:"title"`
	Thumbnail       string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
	HTML            string `json:"html,omitempty"`
	Width           int    `json:"width,omitempty"`
	Height          int    `json:"height,omitempty"`
}

// A frame's size, in CSS pixels, where nobody asks for a smaller one, and the least that can be asked for.
const (
	frameWidth, frameHeight = 800, 600
	leastFrame              = 100
)

// getOEmbed tells programs how a board's address is shown: its title, picture and a frame where the owner has allowed that, and else, as of a board that
// does not exist, in general words.
func (s *Server) getOEmbed(w http.ResponseWriter, r *http.Request) {
	s.finish(w, r, s.tellOEmbed(w, r))
}

func (s *Server) tellOEmbed(w http.ResponseWriter, r *http.Request) error {
	asked := r.URL.Query()
	for _, given := range asked {
		if len(given) > 1 {
			return errForm
		}
	}
	if format := asked.Get("format"); format != "" && format != "json" {
		return errFormat
	}
	id, secret, ok := s.addressed(asked.Get("url"))
	width, okWide := side(asked.Get("maxwidth"), frameWidth)
	height, okHigh := side(asked.Get("maxheight"), frameHeight)
	switch {
	case !ok:
		return errNotFound
	case !okWide || !okHigh:
		return errForm
	}
	e, err := s.embeddingOf(r, id)
	if err != nil {
		return err
	}
	u := s.unfurlingOf(r, id, e)
	body := oembedBody{Version: "1.0", Type: "link", Provider: "Drawing Room", ProviderURL: s.here(r) + "/", Title: u.title,
		Thumbnail: u.picture.url, ThumbnailWidth: u.picture.width, ThumbnailHeight: u.picture.height}
	if e.Unfurl {
		body.Type, body.Width, body.Height = "rich", width, height
		body.HTML = frameOf(s.here(r)+"/embed/"+string(id)+secret, u.title, width, height)
	}
	writeJSON(w, http.StatusOK, body)
	return nil
}

// frameOf is the markup of a frame.
func frameOf(address, title string, width, height int) string {
	return `<iframe src="` + html.EscapeString(address) + `" title="` + html.EscapeString(title) +
		`" width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) + `" style="border:0" allow="fullscreen"></iframe>`
}

var (
	boardPaths = regexp.MustCompile(`^/(?:b|embed)/([A-Za-z0-9_-]+)/?$`)
	secrets    = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)
)

// addressed reads the address of a board of ours. The secret in it, where there is one, comes back as "#k=…": who asks has it already.
func (s *Server) addressed(text string) (id board.ID, secret string, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || !s.door.admitsHost(u.Host) {
		return "", "", false
	}
	found := boardPaths.FindStringSubmatch(strings.TrimPrefix(u.Path, string(s.base)))
	if found == nil || !isID(found[1]) {
		return "", "", false
	}
	for part := range strings.SplitSeq(u.Fragment, "&") {
		if k, is := strings.CutPrefix(part, "k="); is && secrets.MatchString(k) {
			return board.ID(found[1]), "#k=" + k, true
		}
	}
	return board.ID(found[1]), "", true
}

// side reads how long a side may be at most; it is `first` where nobody says, or more.
func side(asked string, first int) (int, bool) {
	if asked == "" {
		return first, true
	}
	most, err := strconv.Atoi(asked)
	if err != nil || most < 1 {
		return 0, false
	}
	return max(leastFrame, min(most, first)), true
}
