package server

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

const (
	// maxStriking is the size of a request that strikes out, in bytes: board.MaxMarked places in a history.
	maxStriking = 128 << 10
	// maxStruckElements is how many elements one request may name.
	maxStruckElements = 2000
)

// striking is what a request asks to be struck out: changes by their places, or all that are about elements.
type striking struct {
	seqs     []board.Seq
	elements []board.ElementID
}

// reachBody is what goes, or has gone: the changes, all elements that these touch, and in the end also the newest mark, whether pictures went with them, and
// whether the database's files are rewritten already.
type reachBody struct {
	Seqs     []board.Seq       `json:"seqs"`
	Elements []board.ElementID `json:"elements"`
	// Folded are those of the elements asked for of which something stays, in what the past was folded into.
	Folded []board.ElementID `json:"folded,omitempty"`
	Mark   board.Seq         `json:"mark,omitempty"`
	More   bool              `json:"more,omitempty"`
	Swept  *bool             `json:"swept,omitempty"`
}

func bodyOfReach(reach rooms.Reach) reachBody {
	// Lists, also where they are empty.
	return reachBody{Seqs: append([]board.Seq{}, reach.Seqs...), Elements: append([]board.ElementID{}, reach.Elements...), Folded: reach.Folded}
}

// postStrike strikes something out of the board's history for good; with ?dry=1 it only tells what would go. Only owners may. What was struck out before is
// passed over, so that the same request can be sent again.
func (s *Server) postStrike(w http.ResponseWriter, r *http.Request, m member) error {
	if m.role != board.RoleOwner {
		return errForbidden
	}
	dry, ok := dryRun(r)
	if !ok {
		return errForm
	}
	ask, err := readStriking(w, r)
	if err != nil {
		return err
	}
	reach, err := s.reachOf(r.Context(), m.board, ask)
	if err != nil {
		return strikeError(err)
	}
	body := bodyOfReach(reach)
	if !dry {
		// Whoever asks may go; what has begun is done.
		if body, err = s.strike(context.WithoutCancel(r.Context()), m, ask, reach); err != nil {
			return strikeError(err)
		}
	}
	writeJSON(w, http.StatusOK, body)
	return nil
}

func (s *Server) reachOf(ctx context.Context, id board.ID, ask striking) (rooms.Reach, error) {
	if ask.elements != nil {
		return s.rooms.MentionsOf(ctx, id, ask.elements...)
	}
	return s.rooms.ReachOf(ctx, id, ask.seqs)
}

func (s *Server) strike(ctx context.Context, m member, ask striking, reach rooms.Reach) (body reachBody, err error) {
	more := false
	switch {
	case ask.elements != nil:
		reach, more, err = s.rooms.StrikeElements(ctx, m.board, m.user, ask.elements...)
	case len(reach.Seqs) > 0:
		_, err = s.rooms.Strike(ctx, m.board, m.user, reach.Seqs)
	}
	if err != nil {
		return reachBody{}, err
	}
	body = bodyOfReach(reach)
	body.More = more
	swept, err := s.rooms.Sweep(ctx)
	if err != nil { // it is tried again by itself, and told to who runs the server
		s.log.WarnContext(ctx, "what was struck out is still in the database's files", "board", m.board, "err", err)
	}
	body.Swept = &swept
	marks, err := s.boards.Strikes(ctx, m.board)
	if len(marks) > 0 {
		body.Mark = marks[len(marks)-1].Mark
	}
	return body, err
}

// strikeBody is a mark: who struck out what, and when (ms since 1970).
type strikeBody struct {
	Mark   board.Seq    `json:"mark"`
	Author board.Author `json:"author"`
	Time   int64        `json:"time"`
	Seqs   []board.Seq  `json:"seqs"`
}

// getStrikes lists what was struck out of the board's history, the first mark first. Whoever may look at the board may know: the history shows it too.
func (s *Server) getStrikes(w http.ResponseWriter, r *http.Request, m member) error {
	strikes, err := s.boards.Strikes(r.Context(), m.board)
	if err != nil {
		return err
	}
	bodies := make([]strikeBody, len(strikes))
	for i, one := range strikes {
		bodies[i] = strikeBody(one)
	}
	writeJSON(w, http.StatusOK, map[string][]strikeBody{"strikes": bodies})
	return nil
}

func dryRun(r *http.Request) (dry, ok bool) {
	asked, given := r.URL.Query()["dry"]
	return given, !given || len(asked) == 1 && asked[0] == "1"
}

// readStriking reads {"seqs":[5,6]}, {"element":"…"} or {"elements":["…","…"]}: one of them.
func readStriking(w http.ResponseWriter, r *http.Request) (striking, error) {
	members, err := readObject(w, r, maxStriking, 2)
	if err != nil {
		return striking{}, err
	}
	if len(members) != 1 {
		return striking{}, errForm
	}
	var ask striking
	ok := false
	switch one := members[0]; one.Key {
	case "element":
		ask.elements, ok = elementsOf(one.Raw)
	case "elements":
		items, _ := strict.Array(one.Raw)
		if ok = len(items) <= maxStruckElements; ok {
			ask.elements, ok = elementsOf(items...)
		}
	case "seqs":
		ask.seqs, ok = seqsOf(one.Raw)
	}
	if !ok {
		return striking{}, errForm
	}
	return ask, nil
}

func elementsOf(raw ...[]byte) (ids []board.ElementID, ok bool) {
	for _, item := range raw {
		id, ok := strict.String(item)
		if !ok || !board.IsElementID(id) {
			return nil, false
		}
		ids = append(ids, board.ElementID(id))
	}
	return ids, len(ids) > 0
}

func seqsOf(raw []byte) (seqs []board.Seq, ok bool) {
	items, ok := strict.Array(raw)
	if !ok || len(items) == 0 || len(items) > board.MaxMarked {
		return nil, false
	}
	for _, item := range items {
		n, ok := strict.Int(item)
		if !ok {
			return nil, false
		}
		seqs = append(seqs, board.Seq(n))
	}
	slices.Sort(seqs)
	return seqs, true
}

// strikeError says which of the things that may not be found it was: the board is there.
func strikeError(err error) error {
	switch {
	case errors.Is(err, board.ErrNotFound):
		return errNoChange
	case errors.Is(err, board.ErrStands):
		return errStands
	}
	return err
}
