package server

import (
	"context"
	"encoding/json"
	"net/http"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

// Preferences is where people's choices are kept: a JSON object each, which only their pages understand.
type Preferences interface {
	// Preferences returns what a user has chosen, and how often it was written; never: version 0 and no bytes.
	Preferences(ctx context.Context, user board.UserID) (value []byte, version int64, err error)
	// PutPreferences writes over the version that was read (0: none yet) and returns the new one. Another one is there: ErrChanged.
	// Unknown user: ErrNotFound.
	PutPreferences(ctx context.Context, user board.UserID, read int64, value []byte) (version int64, err error)
}

const (
	// maxPreferences is the size of a person's preferences, in bytes as they are sent.
	maxPreferences = 32 << 10
	// preferencesDepth is how deep they may be nested: the object itself is one deep.
	preferencesDepth = 8
	// preferencesFrame is the room for what stands around them in a request.
	preferencesFrame = 1 << 10
)

// preferencesBody is somebody's preferences and their version. Whoever writes says of whom and over which version: who has become somebody else,
// or has not read the last one, is told so and writes nothing.
type preferencesBody struct {
	User    board.UserID    `json:"user"`
	Version int64           `json:"version"`
	Value   json.RawMessage `json:"preferences,omitempty"`
}

func (s *Server) getPreferences(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	value, version, err := s.preferences.Preferences(r.Context(), user)
	if err != nil {
		return err
	}
	if version == 0 {
		value = []byte("{}")
	}
	writeJSON(w, http.StatusOK, preferencesBody{user, version, value})
	return nil
}

func (s *Server) putPreferences(w http.ResponseWriter, r *http.Request, user board.UserID) error {
	sent, err := readPreferences(w, r)
	if err != nil {
		return err
	}
	if sent.User != user {
		return errChanged
	}
	version, err := s.preferences.PutPreferences(r.Context(), user, sent.Version, sent.Value)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, preferencesBody{User: user, Version: version})
	return nil
}

// readPreferences reads {"user","version","preferences"}, each of which must be there.
func readPreferences(w http.ResponseWriter, r *http.Request) (preferencesBody, error) {
	members, err := readObject(w, r, maxPreferences+preferencesFrame, preferencesDepth+1)
	if err != nil {
		return preferencesBody{}, err
	}
	var sent preferencesBody
	for _, m := range members {
		fits := false
		switch m.Key {
		case "user":
			var id string
			id, fits = strict.String(m.Raw)
			sent.User = board.UserID(id)
		case "version":
			sent.Version, fits = strict.Int(m.Raw)
			fits = fits && sent.Version >= 0
		case "preferences":
			sent.Value, fits = m.Raw, true
		}
		if !fits {
			return preferencesBody{}, errForm
		}
	}
	if len(members) != 3 {
		return preferencesBody{}, errForm
	}
	if _, isObject := strict.Object(sent.Value); !isObject {
		return preferencesBody{}, errPreferences
	}
	if len(sent.Value) > maxPreferences {
		return preferencesBody{}, errTooLarge
	}
	return sent, nil
}
