package auth

import (
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/rooms/board"
)

const (
	// TokenLife is how long a token is good for.
	TokenLife = 15 * time.Minute
	// TokenLeeway is how far the clocks of two machines may lie apart.
	TokenLeeway = 30 * time.Second
	// MaxToken is the longest token that is looked at, in bytes.
	MaxToken = 8 << 10

	// Issuer and Audience are what every token of ours says about where it comes from and what for.
	Issuer   = "drawingroom"
	Audience = "drawingroom"
)

// ErrToken: the token is not one of ours, or not now. What exactly is wrong stands behind it, for the log and never for whoever sent it.
var ErrToken = errors.New("token refused")

// Claims is what a token says: who, and until when. Rights are asked of the database.
type Claims struct {
	User    board.UserID
	Expires time.Time
	Key     string // the mark of a host application's key, for whose token it was given in exchange; "": for none
}

// ownClaims is how it is written.
type ownClaims struct {
	jwt.RegisteredClaims
	Key string `json:"key,omitempty"`
}

// ownNames are the names of ownClaims beside knownNames.
var ownNames = []string{"key"}

// Tokens mints and verifies tokens.
type Tokens struct {
	keys   Keys
	now    func() time.Time
	parser *jwt.Parser
}

// NewTokens returns the one place where tokens are made and read; now is the clock.
func NewTokens(keys Keys, now func() time.Time) *Tokens {
	return &Tokens{keys: keys, now: now, parser: jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithIssuer(Issuer),
		jwt.WithAudience(Audience),
		jwt.WithIssuedAt(),
		jwt.WithLeeway(TokenLeeway),
		jwt.WithStrictDecoding(),
		jwt.WithTimeFunc(now),
	)}
}

// Mint makes a token for a user, good for TokenLife from now.
func (t *Tokens) Mint(user board.UserID) (token string, expires time.Time, err error) {
	return t.Exchange(Bearer{User: user})
}

// Exchange makes a token for whoever came by another, good for TokenLife from now or until that one expires, whichever is sooner (zero: no bound), and as
// long as the key of that one counts.
func (t *Tokens) Exchange(by Bearer) (token string, expires time.Time, err error) {
	issued := t.now()
	expires = issued.Add(TokenLife)
	if most := by.Expires; !most.IsZero() && most.Before(expires) {
		expires = most
	}
	expires = expires.Truncate(time.Second)
	tk := jwt.NewWithClaims(jwt.SigningMethodHS256, ownClaims{jwt.RegisteredClaims{
		Issuer: Issuer, Audience: jwt.ClaimStrings{Audience}, Subject: string(by.User),
		IssuedAt: jwt.NewNumericDate(issued), ExpiresAt: jwt.NewNumericDate(expires),
	}, by.Key})
	tk.Header["kid"] = t.keys.signing
	token, err = tk.SignedString(t.keys.byID[t.keys.signing])
	return token, expires, err
}

// Verify reads a token. Every failure is an ErrToken.
func (t *Tokens) Verify(token string) (Claims, error) {
	if err := strictSegments(token, ownNames); err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	var claims ownClaims
	if _, err := t.parser.ParseWithClaims(token, &claims, t.key); err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if claims.Subject == "" || claims.IssuedAt == nil || len(claims.Audience) != 1 {
		return Claims{}, fmt.Errorf("%w: sub, iat and one aud are required", ErrToken)
	}
	return Claims{User: board.UserID(claims.Subject), Expires: claims.ExpiresAt.Time, Key: claims.Key}, nil
}

// key finds the key a token names, in the fixed set and nowhere else. jku, x5u and jwk are never read.
func (t *Tokens) key(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	if key, ok := t.keys.byID[kid]; ok {
		return key, nil
	}
	return nil, errors.New("unknown kid")
}
