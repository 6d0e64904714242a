package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/rooms/board"
)

// HostLife is the longest a host application's token may be good for, from when it was issued.
const HostLife = 24 * time.Hour

// maxSubject is the longest name that a host application may have for a person, in bytes.
const maxSubject = 255

// ErrHost: a host application's tokens cannot be verified as the settings have it.
var ErrHost = errors.New("tokens of a host application")

// HostConfig says which tokens of a host application are taken.
type HostConfig struct {
	// Issuer and Audience are what its tokens must say about where they come from and what for. Needed, and Issuer is not ours.
	Issuer, Audience string
	// Keys verify them.
	Keys *HostKeys
	Now  func() time.Time
}

// Host verifies the tokens of a host application: who somebody is, and what it says they may on a board. It has no say about what the database holds
// otherwise: its people are of a name space of their own, and its word on a board is one right among others (Bearers).
type Host struct {
	issuer string
	keys   *HostKeys
	now    func() time.Time
	parser *jwt.Parser
}

// NewHost returns a host application's verifier. Error: ErrHost.
func NewHost(c HostConfig) (*Host, error) {
	switch {
	case c.Issuer == "" || c.Audience == "":
		return nil, fmt.Errorf("%w: their issuer and audience must be said", ErrHost)
	case c.Issuer == Issuer:
		return nil, fmt.Errorf("%w: the issuer %q is this server's own", ErrHost, Issuer)
	}
	return &Host{issuer: c.Issuer, keys: c.Keys, now: c.Now, parser: jwt.NewParser(
		jwt.WithValidMethods(c.Keys.methods()),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(c.Issuer),
		jwt.WithAudience(c.Audience),
		jwt.WithIssuedAt(),
		jwt.WithLeeway(TokenLeeway),
		jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(c.Now),
	)}, nil
}

// HostClaims is what a host application's token says.
type HostClaims struct {
	User            board.UserID // of the host's own name space, whatever it calls them
	Name, Colour    string       // as they are to be shown; "": it does not say, or not so that it can be shown
	Board           board.ID     // on which it says what they may; "": on none
	Role            board.Role   // there: viewer, editor, or none
	Create          bool         // they may make boards whatever the settings say
	Key             string       // the mark of the published key that signed it; "": a shared secret did
	Issued, Expires time.Time
}

// hostClaims is how it is written. A value of another type refuses the token.
type hostClaims struct {
	jwt.RegisteredClaims
	Name   string `json:"name"`
	Colour string `json:"colour"`
	Board  string `json:"board"`
	Role   string `json:"role"`
	Create bool   `json:"create"`
}

// hostNames are the names of hostClaims beside knownNames.
var hostNames = []string{"name", "colour", "board", "role", "create"}

// Verify reads a token. Every failure is an ErrToken.
func (h *Host) Verify(ctx context.Context, token string) (HostClaims, error) {
	if err := strictSegments(token, hostNames); err != nil {
		return HostClaims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	var (
		c    hostClaims
		mark string
	)
	_, err := h.parser.ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) {
		kid, named := t.Header["kid"].(string)
		if _, is := t.Header["kid"]; is && !named {
			return nil, errors.New("kid is no text")
		}
		key, of, err := h.keys.find(ctx, t.Method.Alg(), kid)
		mark = of
		return key, err
	})
	if err == nil {
		err = h.judge(&c)
	}
	if err != nil {
		return HostClaims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	said := HostClaims{User: hostUser(h.issuer, c.Subject), Create: c.Create, Issued: c.IssuedAt.Time, Expires: c.ExpiresAt.Time, Key: mark}
	if c.Board != "" {
		said.Board, said.Role = board.ID(c.Board), hostRole(c.Role)
	}
	if c.Name != "" {
		said.Name, _ = Name(c.Name)
	}
	if c.Colour != "" {
		said.Colour, _ = Colour(c.Colour)
	}
	return said, nil
}

// judge asks what the parser does not.
func (h *Host) judge(c *hostClaims) error {
	switch {
	case strings.TrimSpace(c.Subject) == "" || len(c.Subject) > maxSubject:
		return errors.New("sub is not a name")
	case len(c.Audience) != 1:
		return errors.New("aud is not one") // whoever else it is for could use it here
	case c.IssuedAt == nil:
		return errors.New("iat is required") // it says which of two is the newer one
	case c.ExpiresAt.Sub(c.IssuedAt.Time) > HostLife:
		return errors.New("exp is too far away")
	}
	return nil
}

// hostRole is the role that a word of a token gives. A host application may not make owners, who can strike out what others drew: that counts as
// editor. A word that is none of ours, however near, gives nothing.
func hostRole(word string) board.Role {
	switch board.Role(word) {
	case board.RoleViewer:
		return board.RoleViewer
	case board.RoleEditor, board.RoleOwner:
		return board.RoleEditor
	}
	return board.RoleNone
}

// hostUser is the id of a person by what a host application calls them. Ids of people who came otherwise begin with u, so no name it chooses can be
// one of theirs; and who reads an id does not know the name.
func hostUser(issuer, subject string) board.UserID {
	sum := sha256.Sum256(fmt.Appendf(nil, "drawingroom host user\x00%d\x00%s%s", len(issuer), issuer, subject))
	return board.UserID("h" + alphabet64.EncodeToString(sum[:16]))
}
