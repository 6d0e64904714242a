package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"drawingroom/rooms/board"
)

// Bearer is who somebody is by a token, ours or a host application's.
type Bearer struct {
	User    board.UserID
	Expires time.Time
	Hosted  bool // by a token of a host application
	Create  bool // which says that they may make boards, whatever the settings say
	// Key is the mark of the host application's published key that they came by, at first hand or by a token of ours in exchange; "": by none.
	Key string
}

// Bearers reads tokens of either kind. A host application's token makes its person known and its word on its board their right there, in the
// database, which alone is asked from then on: a token that is newer and says less takes it back.
type Bearers struct {
	tokens *Tokens
	host   *Host
	store  Store
	now    func() time.Time
}

// NewBearers returns a reader of our tokens, and of a host application's unless host is nil. now is the clock.
func NewBearers(tokens *Tokens, host *Host, store Store, now func() time.Time) *Bearers {
	return &Bearers{tokens, host, store, now}
}

// Who says whose token it is. What a host application's says about its board is taken. Errors: ErrToken, or the store's.
func (b *Bearers) Who(ctx context.Context, token string) (Bearer, error) {
	who, _, err := b.read(ctx, token)
	return who, err
}

// Join is Who for somebody who comes onto a board by the token: a host application's that says nothing of that board ends what it gave them there.
func (b *Bearers) Join(ctx context.Context, token string, id board.ID) (Bearer, error) {
	who, said, err := b.read(ctx, token)
	if err == nil && who.Hosted && said.Board != id {
		err = b.take(ctx, id, said, board.RoleNone)
	}
	return who, err
}

func (b *Bearers) read(ctx context.Context, token string) (Bearer, HostClaims, error) {
	if b.host == nil || !b.host.claims(token) {
		claims, err := b.tokens.Verify(token)
		if err == nil && claims.Key != "" && (b.host == nil || !b.host.keys.stood(ctx, claims.Key)) {
			err = fmt.Errorf("%w: the key it was given for is published no more", ErrToken)
		}
		return Bearer{User: claims.User, Expires: claims.Expires, Key: claims.Key}, HostClaims{}, err
	}
	said, err := b.host.Verify(ctx, token)
	if err != nil {
		return Bearer{}, HostClaims{}, err
	}
	if err := b.admit(ctx, said); err != nil {
		return Bearer{}, HostClaims{}, err
	}
	return Bearer{User: said.User, Expires: said.Expires, Hosted: true, Create: said.Create, Key: said.Key}, said, nil
}

// Stand says whether a Bearer's Key still counts: "" does. It waits for nothing.
func (b *Bearers) Stand(key string) bool {
	return key == "" || b.host != nil && b.host.keys.Stand(key)
}

// claims says whether a token is to be judged as this host application's: by what it says itself, which the verifier asks again.
func (h *Host) claims(token string) bool {
	read, err := readSegments(token, hostNames)
	return err == nil && textOf(read[1], "iss") == h.issuer
}

// stranger is how somebody is called of whom a host application does not say it.
const stranger = "Somebody"

// admit makes a person known, and takes the word on their board.
func (b *Bearers) admit(ctx context.Context, said HostClaims) error {
	colour, err := Colour("")
	if err != nil {
		return err
	}
	if _, err := b.store.AdmitUser(ctx, board.User{ID: said.User, Name: said.Name, Colour: said.Colour}, board.User{Name: stranger, Colour: colour}); err != nil {
		return fmt.Errorf("admitting a person of a host application: %w", err)
	}
	if said.Board == "" {
		return nil
	}
	return b.take(ctx, said.Board, said, said.Role)
}

// take makes a word a right. That there is no such board is said by whoever asks for it.
func (b *Bearers) take(ctx context.Context, id board.ID, said HostClaims, role board.Role) error {
	err := b.store.HostSays(ctx, id, said.User, role, said.Issued.Unix(), b.now().UnixMilli())
	if err != nil && !errors.Is(err, board.ErrNoBoard) {
		return fmt.Errorf("taking a host application's word: %w", err)
	}
	return nil
}
