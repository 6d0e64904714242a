package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"drawingroom/rooms/board"
)

// A link's password is kept as Argon2id makes it, with what OWASP asks for at least: 19 MiB, twice, on one lane: some 30 ms of one core. Another
// version of these would be another prefix.
const (
	passwordPrefix = "argon2id-19456-2-1:"
	passwordMemory = 19 << 10 // KiB
	passwordTimes  = 2
	passwordSalt   = 16 // bytes
	passwordBytes  = 32
)

const (
	// MinPassword and MaxPassword are the shortest and the longest password of a link, in characters.
	MinPassword, MaxPassword = 4, 100
	// hashesAtOnce is how many passwords are hashed at a time, and hashesWaiting how many wait for that: what is more is busy.
	hashesAtOnce, hashesWaiting = 2, 32
)

// ErrPassword: a link's password is too short, too long, or no text.
var ErrPassword = errors.New("a password has 4 to 100 characters")

// Passwords hashes the passwords of links and proves them, a few at a time: what makes guessing dear must not make the server stand.
type Passwords struct{ line, turns chan struct{} }

// NewPasswords returns where passwords are hashed; one a process.
func NewPasswords() *Passwords {
	return &Passwords{line: make(chan struct{}, hashesAtOnce+hashesWaiting), turns: make(chan struct{}, hashesAtOnce)}
}

// Hash returns how a password is kept. ErrPassword; ErrBusy when too many are waited for; or what ended ctx.
func (p *Passwords) Hash(ctx context.Context, password string) (kept string, err error) {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword || !utf8.ValidString(password) {
		return "", ErrPassword
	}
	salt := make([]byte, passwordSalt)
	_, _ = rand.Read(salt)
	key, err := p.key(ctx, password, salt)
	return passwordPrefix + alphabet64.EncodeToString(append(salt, key...)), err
}

// Proves says whether a password is the one that is kept so. What cannot be a password proves nothing, and costs nothing. Errors as Hash.
func (p *Passwords) Proves(ctx context.Context, password, kept string) (bool, error) {
	text, ours := strings.CutPrefix(kept, passwordPrefix)
	raw, err := alphabet64.DecodeString(text)
	if !ours || err != nil || len(raw) != passwordSalt+passwordBytes {
		return false, errors.New("a password is kept in a writing that is not known")
	}
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword {
		return false, nil
	}
	key, err := p.key(ctx, password, raw[:passwordSalt])
	return err == nil && subtle.ConstantTimeCompare(key, raw[passwordSalt:]) == 1, err
}

// key does the work, when its turn has come.
func (p *Passwords) key(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case p.line <- struct{}{}:
		defer func() { <-p.line }()
	default:
		return nil, board.ErrBusy
	}
	select {
	case p.turns <- struct{}{}:
		defer func() { <-p.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, passwordTimes, passwordMemory, 1, passwordBytes), nil
}
