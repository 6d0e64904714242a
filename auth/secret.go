package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// alphabet64 is base64url without padding; Strict refuses spare bits, so that one secret has one spelling.
var alphabet64 = base64.RawURLEncoding.Strict()

// newSecret returns n random bytes as base64url. crypto/rand never fails: it ends the process instead.
func newSecret(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return alphabet64.EncodeToString(b)
}

// hashSecret returns the SHA-256 of a secret of exactly n bytes, or false for anything that cannot be one.
// Stores look secrets up by this hash: whoever probes cannot steer it, so an index lookup leaks nothing by its time.
func hashSecret(secret string, n int) ([32]byte, bool) {
	if len(secret) != alphabet64.EncodedLen(n) {
		return [32]byte{}, false
	}
	for i := range len(secret) {
		if secret[i] == '\r' || secret[i] == '\n' { // which the decoder would skip
			return [32]byte{}, false
		}
	}
	if b, err := alphabet64.DecodeString(secret); err != nil || len(b) != n {
		return [32]byte{}, false
	}
	return sha256.Sum256([]byte(secret)), true
}
