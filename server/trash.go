package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"drawingroom/rooms/board"
)

const (
	// TrashTime is how long a board lies in the trash before it is deleted for good.
	TrashTime = 30 * 24 * time.Hour
	// eraseEvery is how often it is asked which boards are due.
	eraseEvery = time.Hour
)

// postTrash moves a board to the trash, by its owner. Everybody who has it open is told, and nobody can open it until it is taken back.
func (s *Server) postTrash(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	id := boardID(r)
	return s.trashed(w, id, s.boards.Trash(r.Context(), id, user, s.now().UnixMilli()))
}

// deleteTrash takes it back.
func (s *Server) deleteTrash(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	id := boardID(r)
	return s.trashed(w, id, s.boards.TakeBack(r.Context(), id, user))
}

func (s *Server) trashed(w http.ResponseWriter, id board.ID, err error) error {
	if err != nil {
		return err
	}
	s.rooms.RightsChanged(id)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// deleteBoard deletes a board that is in the trash for good. It is gone for everybody when this is answered; its rows go right after.
func (s *Server) deleteBoard(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	id := boardID(r)
	err := s.boards.Discard(r.Context(), id, user, s.now().UnixMilli())
	if errors.Is(err, board.ErrChanged) {
		return errNotTrashed
	}
	if err != nil {
		return err
	}
	s.rooms.Gone(id)
	// Whoever asks may go; what has begun is done, or goes on with the next look at what is due.
	if _, err := s.Erase(context.WithoutCancel(r.Context())); err != nil {
		s.log.WarnContext(r.Context(), "a board is still in the database", "board", id, "err", err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Erase deletes for good the boards that have been in the trash for TrashTime, or were to go at once, and returns how many.
func (s *Server) Erase(ctx context.Context) (int, error) {
	now := s.now()
	gone, err := s.boards.Erase(ctx, now.UnixMilli(), now.Add(-TrashTime).UnixMilli())
	for _, id := range gone {
		s.rooms.Gone(id)
		s.log.InfoContext(ctx, "a board was deleted for good", "board", id)
	}
	return len(gone), err
}

// KeepErased erases now and every hour, until ctx ends. told hears of failures; what is left then goes the next time.
func (s *Server) KeepErased(ctx context.Context, told func(error)) {
	ticker := time.NewTicker(eraseEvery)
	defer ticker.Stop()
	for ctx.Err() == nil {
		if _, err := s.Erase(ctx); err != nil && ctx.Err() == nil {
			told(err)
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}
