package server

import (
	"crypto/rand"
	"fmt"
	"net/http"

	"drawingroom/auth"
	"drawingroom/rooms/board"
)

// postCopy makes a board of the asker's own that begins as this one is now, with its pictures and without its history. Whoever may look may do so: they see all that
// the copy holds. Who may make boards at all is asked as for an empty one.
func (s *Server) postCopy(w http.ResponseWriter, r *http.Request, m member) error {
	body, err := readStrings(w, r, "title")
	if err != nil {
		return err
	}
	if err := s.mayMake(r, m.user); err != nil {
		return err
	}
	export, err := s.rooms.Export(r.Context(), m.board)
	if err != nil {
		return err
	}
	now, err := board.Restored(export.At.Seq, export.Form)
	if err != nil {
		return fmt.Errorf("%w: %w", board.ErrUnreadable, err)
	}
	title, given := body["title"]
	if !given {
		title = now.Title()
	}
	if title, err = auth.Title(title); err != nil {
		return errTitle
	}
	changes := board.CopyOf(now, board.Value(jsonText(title)))
	secret, link := auth.NewLink()
	c := board.NewCopy{From: m.board, At: export.At.Seq, NewBoard: board.NewBoard{
		ID: board.ID("b" + random(12)), Owner: m.user, Title: title, Epoch: random(12), Now: s.now().UnixMilli(),
		Payload: board.AppendChange(nil, changes[0]), Link: link, LinkID: auth.NewLinkID(),
	}}
	_, _ = rand.Read(c.Salt[:])
	for _, change := range changes[1:] {
		c.Changes = append(c.Changes, board.AppendChange(nil, change))
	}
	if err := s.boards.CopyBoard(r.Context(), c); err != nil {
		return fmt.Errorf("copying a board: %w", err)
	}
	writeJSON(w, http.StatusCreated, linkBody{ID: c.ID, Title: &title, Link: c.LinkID, Secret: secret, URL: linkURL(c.ID, secret)})
	return nil
}
