package server

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// boardBody is a board as its members see it in lists. Times are ms since 1970, as everywhere.
type boardBody struct {
	ID      board.ID   `json:"id"`
	Title   string     `json:"title"`
	Role    board.Role `json:"role"`
	Seq     board.Seq  `json:"seq"`
	Created int64      `json:"created"`
	Updated int64      `json:"updated"`
	// History is the least role that may see the board's past, and Replay whether the asker may.
	History board.Role `json:"history"`
	Replay  bool       `json:"replay"`
	// Keep is for how long the past is kept: all, or days. Folded is up to where it was folded; 0: it is there from its beginning.
	Keep   string    `json:"keep"`
	Folded board.Seq `json:"folded"`
	// Starred is the asker's own mark; Thumbnail the seq that the board's small picture shows, left out where there is none for the asker; Trashed when the board
	// was moved to the trash, left out where it is in use.
	Starred   bool      `json:"starred"`
	Thumbnail board.Seq `json:"thumbnail,omitempty"`
	Trashed   int64     `json:"trashed,omitempty"`
}

func bodyOf(i board.Info) boardBody {
	body := boardBody{
		ID: i.ID, Title: i.Title, Role: i.Role, Seq: i.Head, Created: i.Created, Updated: i.Updated, History: i.Replay, Replay: auth.MayReplay(i.Role, i.Replay),
		Keep: keepText(i.Keep), Folded: i.Folded, Starred: i.Starred, Trashed: i.Trashed,
	}
	if i.Trashed == 0 && showsNow(i, i.Thumbnail) {
		body.Thumbnail = i.Thumbnail
	}
	return body
}

// linkBody is a link, with the secret that is told this once. The address carries it in the fragment, which no browser sends.
type linkBody struct {
	ID     board.ID     `json:"id"`
	Title  *string      `json:"title,omitempty"`
	Link   board.LinkID `json:"link"`
	Role   string       `json:"role,omitempty"`
	Secret string       `json:"secret"`
	URL    string       `json:"url"`
}

func linkURL(id board.ID, secret string) string { return "/b/" + string(id) + "#k=" + secret }

// postBoard makes a board that belongs to who asks, and its first link, which may edit.
func (s *Server) postBoard(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	body, err := readStrings(w, r, "title")
	if err != nil {
		return err
	}
	if err := s.mayMake(r, user); err != nil {
		return err
	}
	title, err := auth.Title(body["title"])
	if err != nil {
		return errTitle
	}
	payload, err := firstChange(title)
	if err != nil {
		return err
	}
	secret, link := auth.NewLink()
	b := board.NewBoard{
		ID: board.ID("b" + random(12)), Owner: user, Title: title, Epoch: random(12), Now: s.now().UnixMilli(),
		Payload: payload, Link: link, LinkID: auth.NewLinkID(),
	}
	_, _ = rand.Read(b.Salt[:])
	if err := s.boards.CreateBoard(r.Context(), b); err != nil {
		return fmt.Errorf("making a board: %w", err)
	}
	writeJSON(w, http.StatusCreated, linkBody{ID: b.ID, Title: &title, Link: b.LinkID, Secret: secret, URL: linkURL(b.ID, secret)})
	return nil
}

// firstChange puts the board's settings: every board's seq 1.
func firstChange(title string) ([]byte, error) {
	c := board.Change{Ops: []board.Op{board.Put{ID: board.Settings, Props: board.Props{
		{Path: "kind", Value: board.Value(jsonText(settingsKind))},
		{Path: "title", Value: board.Value(jsonText(title))},
	}}}}
	if board.Judge(c) != nil {
		return nil, errTitle
	}
	return board.AppendChange(nil, c), nil
}

// settingsKind is the kind of the element board.Settings.
const settingsKind = "board"

// random returns n random bytes as base64url.
func random(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

// listBoards lists the asker's boards, the last changed first, and those of their own that are in the trash.
func (s *Server) listBoards(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	infos, err := s.boards.Boards(r.Context(), user)
	if err != nil {
		return err
	}
	boards, trash := []boardBody{}, []boardBody{}
	for _, info := range infos {
		if info.Trashed == 0 {
			boards = append(boards, bodyOf(info))
		} else {
			trash = append(trash, bodyOf(info))
		}
	}
	writeJSON(w, http.StatusOK, map[string][]boardBody{"boards": boards, "trash": trash})
	return nil
}

// getBoard tells a member of the board.
func (s *Server) getBoard(w http.ResponseWriter, r *http.Request, m member) error {
	info, err := s.boards.Info(r.Context(), m.board, m.user)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, bodyOf(info))
	return nil
}

// patchBoard changes what the owner decides about a board: who may see its past, and for how long that is kept. Both are looked at before one is done.
func (s *Server) patchBoard(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "history", "keep")
	if err != nil {
		return err
	}
	if !auth.May(m.role, auth.Govern) {
		return errForbidden
	}
	history, opens := body["history"]
	keep, keeps := body["keep"]
	days, known := daysOf(keep)
	switch {
	case !board.RoleOwner.MayReplay(board.Role(history)) && (opens || !keeps):
		return errHistory
	case keeps && !known:
		return errKeep
	}
	if opens {
		if err := s.boards.SetReplay(r.Context(), m.board, m.user, board.Role(history)); err != nil {
			return fmt.Errorf("opening a board's past: %w", err)
		}
	}
	if keeps {
		if err := s.boards.SetKeep(r.Context(), m.board, m.user, days); err != nil {
			return fmt.Errorf("keeping a board's past: %w", err)
		}
		s.log.InfoContext(r.Context(), "a board's past is kept for another time", "board", m.board, "by", m.user, "days", days)
	}
	s.rooms.RightsChanged(m.board)
	return s.getBoard(w, r, m)
}

// keepAll is how it is said that a board's past is kept for ever.
const keepAll = "all"

func keepText(days int64) string {
	if days == 0 {
		return keepAll
	}
	return strconv.FormatInt(days, 10)
}

// daysOf is the inverse of keepText, in its one spelling.
func daysOf(text string) (days int64, ok bool) {
	if text == keepAll {
		return 0, true
	}
	days, err := strconv.ParseInt(text, 10, 64)
	return days, err == nil && days >= 1 && days <= board.MaxKeep && keepText(days) == text
}
