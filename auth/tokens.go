package auth

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
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
}

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
	issued := t.now()
	expires = issued.Add(TokenLife).Truncate(time.Second)
	tk := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.RegisteredClaims{
		Issuer: Issuer, Audience: jwt.ClaimStrings{Audience}, Subject: string(user),
		IssuedAt: jwt.NewNumericDate(issued), ExpiresAt: jwt.NewNumericDate(expires),
	})
	tk.Header["kid"] = t.keys.signing
	token, err = tk.SignedString(t.keys.byID[t.keys.signing])
	return token, expires, err
}

// Verify reads a token. Every failure is an ErrToken.
func (t *Tokens) Verify(token string) (Claims, error) {
	if err := strictSegments(token); err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	var claims jwt.RegisteredClaims
	if _, err := t.parser.ParseWithClaims(token, &claims, t.key); err != nil {
		return Claims{}, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if claims.Subject == "" || claims.IssuedAt == nil || len(claims.Audience) != 1 {
		return Claims{}, fmt.Errorf("%w: sub, iat and one aud are required", ErrToken)
	}
	return Claims{User: board.UserID(claims.Subject), Expires: claims.ExpiresAt.Time}, nil
}

// key finds the key a token names, in the fixed set and nowhere else. jku, x5u and jwk are never read.
func (t *Tokens) key(token *jwt.Token) (any, error) {
	kid, _ := token.Header["kid"].(string)
	if key, ok := t.keys.byID[kid]; ok {
		return key, nil
	}
	return nil, errors.New("unknown kid")
}

// knownNames are the names that this package or the parser reads; another spelling of one would be read too, since encoding/json folds case.
var knownNames = []string{"alg", "typ", "kid", "crit", "iss", "sub", "aud", "exp", "nbf", "iat", "jti"}

// times are the claims that must be whole numbers: the parser takes texts that look like one, too.
var times = []string{"exp", "iat", "nbf"}

// strictSegments refuses, before the parser looks, what the parser would let pass: long tokens, line breaks within base64, names
// that stand twice or in another case, and critical extensions (RFC 7515 4.1.11: whoever knows none must refuse all).
func strictSegments(token string) error {
	if len(token) > MaxToken {
		return errors.New("too long")
	}
	if strings.ContainsAny(token, "\r\n=") {
		return errors.New("not base64url")
	}
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return errors.New("not three parts")
	}
	for _, part := range parts[:2] {
		if err := strictObject(part); err != nil {
			return err
		}
	}
	return nil
}

// strictObject checks one segment: an object with each name once, in the one spelling.
func strictObject(segment string) error {
	text, err := alphabet64.DecodeString(segment)
	if err != nil {
		return err
	}
	if err := strict.Check(text, 4); err != nil {
		return err
	}
	members, ok := strict.Object(text)
	if !ok {
		return errors.New("not an object")
	}
	for _, m := range members {
		if m.Key == "crit" {
			return errors.New("critical extensions")
		}
		if _, whole := strict.Int(m.Raw); !whole && slices.Contains(times, m.Key) {
			return fmt.Errorf("%s is not a whole number", m.Key)
		}
		for _, name := range knownNames {
			if m.Key != name && strings.EqualFold(m.Key, name) {
				return fmt.Errorf("%q is not %q", m.Key, name)
			}
		}
	}
	return nil
}
