package auth

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
)

// MinKey is the shortest signing key, in bytes: as long as HS256's hash, as RFC 7518 asks.
const MinKey = 32

// ErrShortKey: the signing key has fewer than MinKey bytes. An empty one would let anybody sign.
var ErrShortKey = errors.New("the signing key has fewer than 32 bytes")

// Keys are the keys that tokens may be signed with: one signs, all verify. The set is fixed for the life of the process.
type Keys struct {
	signing string
	byID    map[string][]byte
}

// NewKeys takes the signing key and those it replaces, which verify until the last token of theirs has run out. Error: ErrShortKey.
func NewKeys(signing []byte, replaced ...[]byte) (Keys, error) {
	k := Keys{signing: keyID(signing), byID: make(map[string][]byte)}
	for _, key := range append([][]byte{signing}, replaced...) {
		if len(key) < MinKey {
			return Keys{}, ErrShortKey
		}
		k.byID[keyID(key)] = bytes.Clone(key)
	}
	return k, nil
}

// Has says whether a key is one of them.
func (k Keys) Has(key []byte) bool {
	own, known := k.byID[keyID(key)]
	return known && bytes.Equal(own, key)
}

// Derive makes a secret of 32 bytes for another purpose of the signing key, which it does not tell.
func (k Keys) Derive(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, k.byID[k.signing], nil, "drawingroom "+purpose, sha256.Size)
	if err != nil {
		panic(err) // only for lengths beyond what HKDF gives
	}
	return key
}

// StoredKey returns the key kept in the store; the first node to ask makes it.
func StoredKey(ctx context.Context, store Store) ([]byte, error) {
	fresh := make([]byte, MinKey)
	_, _ = rand.Read(fresh)
	key, err := store.SigningKey(ctx, fresh)
	if err != nil {
		return nil, fmt.Errorf("reading the signing key: %w", err)
	}
	return key, nil
}

// keyID names a key without telling it: 16 characters of a hash of it.
func keyID(key []byte) string {
	sum := sha256.Sum256(append([]byte("drawingroom key id\x00"), key...))
	return hex.EncodeToString(sum[:8])
}
