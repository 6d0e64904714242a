package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drawingroom/rooms/board"
)

// SessionLife is how long a cookie is good for: 400 days, the most that browsers keep one.
const SessionLife = 400 * 24 * time.Hour

// cookieBytes is the size of a cookie's secret: 256 bits.
const cookieBytes = 32

// userBytes is the size of a user's id: 96 bits. It is not a secret, but it must never be drawn twice.
const userBytes = 12

// Session is a browser that is known, and whose it is.
type Session struct {
	Cookie  string // the secret; told once, to that browser
	Expires time.Time
	User    board.User
}

// Sessions makes and finds sessions.
type Sessions struct {
	store Store
	now   func() time.Time
}

// NewSessions returns the sessions of a store; now is the clock.
func NewSessions(store Store, now func() time.Time) *Sessions {
	return &Sessions{store: store, now: now}
}

// Guest makes a user without an account, and a session of theirs. Errors: ErrName, ErrColour, or the store's.
func (s *Sessions) Guest(ctx context.Context, name, colour string) (Session, error) {
	name, err := Name(name)
	if err != nil {
		return Session{}, err
	}
	if colour, err = Colour(colour); err != nil {
		return Session{}, err
	}
	u := board.User{ID: board.UserID("u" + newSecret(userBytes)), Name: name, Colour: colour, Guest: true}
	if err := s.store.CreateUser(ctx, u); err != nil {
		return Session{}, fmt.Errorf("making a guest: %w", err)
	}
	return s.open(ctx, u)
}

// Rename gives the user of a session another name, and another colour unless it is "". Errors: ErrName, ErrColour, or the store's.
func (s *Sessions) Rename(ctx context.Context, u board.User, name, colour string) (board.User, error) {
	name, err := Name(name)
	if err != nil {
		return u, err
	}
	if colour == "" {
		colour = u.Colour
	} else if colour, err = Colour(colour); err != nil {
		return u, err
	}
	if err := s.store.RenameUser(ctx, u.ID, name, colour); err != nil {
		return u, fmt.Errorf("renaming: %w", err)
	}
	u.Name, u.Colour = name, colour
	return u, nil
}

// User returns whose cookie it is. Anything that is not a cookie of a session that still runs: board.ErrNotFound.
func (s *Sessions) User(ctx context.Context, cookie string) (board.User, error) {
	hash, ok := hashSecret(cookie, cookieBytes)
	if !ok {
		return board.User{}, board.ErrNotFound
	}
	return s.store.SessionUser(ctx, hash, s.now().UnixMilli())
}

// End ends a session. One that is not there has ended already.
func (s *Sessions) End(ctx context.Context, cookie string) error {
	hash, ok := hashSecret(cookie, cookieBytes)
	if !ok {
		return nil
	}
	if err := s.store.EndSession(ctx, hash); err != nil && !errors.Is(err, board.ErrNotFound) {
		return fmt.Errorf("ending a session: %w", err)
	}
	return nil
}

func (s *Sessions) open(ctx context.Context, u board.User) (Session, error) {
	opened := Session{Cookie: newSecret(cookieBytes), Expires: s.now().Add(SessionLife), User: u}
	hash, _ := hashSecret(opened.Cookie, cookieBytes)
	if err := s.store.CreateSession(ctx, hash, u.ID, opened.Expires.UnixMilli()); err != nil {
		return Session{}, fmt.Errorf("opening a session: %w", err)
	}
	return opened, nil
}
