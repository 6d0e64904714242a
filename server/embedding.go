package server

import (
	"fmt"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// maxOrigins is how many origins may frame a board: they all go into a header of each answer.
const maxOrigins = 20

// embeddingBody is how a board may be shown elsewhere.
type embeddingBody struct {
	Origins []string `json:"origins"`
	Unfurl  bool     `json:"unfurl"`
}

// getEmbedding tells a member how the board may be shown elsewhere.
func (s *Server) getEmbedding(w http.ResponseWriter, r *http.Request, m member) error {
	e, err := s.boards.Embedding(r.Context(), m.board)
	if err != nil {
		return err
	}
	// A list, also where it is empty.
	writeJSON(w, http.StatusOK, embeddingBody{append([]string{}, e.Origins...), e.Unfurl})
	return nil
}

// putEmbedding says how the board may be shown elsewhere: its owner's to say. The answer has the origins as browsers write them, each once.
func (s *Server) putEmbedding(w http.ResponseWriter, r *http.Request, m member) error {
	if m.role != board.RoleOwner {
		return errForbidden
	}
	e, err := readEmbedding(w, r)
	if err != nil {
		return err
	}
	if err := s.boards.SetEmbedding(r.Context(), m.board, m.user, e); err != nil {
		return fmt.Errorf("saying where a board may be shown: %w", err)
	}
	return s.getEmbedding(w, r, m)
}

// readEmbedding reads {"origins":[…],"unfurl":true}; both are needed.
func readEmbedding(w http.ResponseWriter, r *http.Request) (e board.Embedding, err error) {
	if r.Body == nil || r.ContentLength == 0 {
		return e, errForm
	}
	members, err := readObject(w, r, maxBody, 2)
	if err != nil {
		return e, err
	}
	good := len(members) == 2
	for _, m := range members {
		is := false
		switch m.Key {
		case "origins":
			is, err = readOrigins(m.Raw, &e)
		case "unfurl":
			e.Unfurl, is = strict.Bool(m.Raw)
		}
		good = good && is
	}
	if err == nil && !good {
		err = errForm
	}
	return e, err
}

func readOrigins(raw []byte, e *board.Embedding) (list bool, err error) {
	items, list := strict.Array(raw)
	for _, item := range items {
		text, is := strict.String(item)
		origin, fits := framer(text)
		if !is || !fits {
			return list, badOrigin{text}
		}
		if !slices.Contains(e.Origins, origin) {
			e.Origins = append(e.Origins, origin)
		}
	}
	if len(e.Origins) > maxOrigins {
		return list, errOrigins
	}
	return list, nil
}

// hostNames are the names and IPv4 addresses that may stand in a content policy; IPv6 addresses may not, by its grammar.
var hostNames = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

// framer reads an origin whose pages may frame a board, and writes it as browsers do. It is exact: no wildcard, no path. Plain HTTP counts where
// nobody between could put another page in the place of what is asked for: on this machine and in a local network.
func framer(text string) (string, bool) {
	o, ok := parseOrigin(strings.TrimSuffix(text, "/"))
	if !ok || len(o.name) > 253 || !hostNames.MatchString(o.name) || o.scheme == "http" && !nearby(o.name) {
		return "", false
	}
	port, err := strconv.ParseUint(o.port, 10, 16)
	if err != nil || port == 0 {
		return "", false
	}
	if o.scheme == "https" && port == 443 || o.scheme == "http" && port == 80 {
		return o.scheme + "://" + o.name, true
	}
	return fmt.Sprintf("%s://%s:%d", o.scheme, o.name, port), true
}

// nearby says whether a name is of this machine or a local network: private addresses, names without a dot, and the endings that no public name has.
func nearby(name string) bool {
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
	}
	if !strings.Contains(name, ".") {
		return true
	}
	return slices.ContainsFunc([]string{".localhost", ".local", ".lan", ".internal", ".home.arpa", ".test"}, func(ending string) bool {
		return strings.HasSuffix(name, ending)
	})
}
