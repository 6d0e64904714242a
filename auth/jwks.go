package auth

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"errors"
	"fmt"
	"math/big"
	"slices"

	"github.com/golang-jwt/jwt/v5"

	"drawingroom/rooms/board/strict"
)

const (
	// MaxJWKS is the longest text of published keys that is looked at, in bytes.
	MaxJWKS = 64 << 10
	// maxPublished is how many keys may be published at once.
	maxPublished = 32
	// Sizes of an RSA key in bits: below, it can be broken; above, each look at it costs too much.
	minRSA, maxRSA = 2048, 8192
)

// The algorithm of each type of key.
var (
	algRSA = jwt.SigningMethodRS256.Alg()
	algEC  = jwt.SigningMethodES256.Alg()
	algEd  = jwt.SigningMethodEdDSA.Alg()
)

// parseJWKS reads a JSON Web Key Set (RFC 7517). Keys that are not for verifying what we take are left out, as RFC 7517 section 5 asks; a text that is no
// such set, or holds too many, is an error.
func parseJWKS(text []byte) (map[keyName]any, error) {
	if len(text) > MaxJWKS {
		return nil, errors.New("the key set is too long")
	}
	if err := strict.Check(text, segmentDepth); err != nil {
		return nil, fmt.Errorf("the key set is no JSON: %w", err)
	}
	set, _ := strict.Object(text)
	at := slices.IndexFunc(set, func(m strict.Member) bool { return m.Key == "keys" })
	if at < 0 {
		return nil, errors.New("there are no keys in the key set")
	}
	all, ok := strict.Array(set[at].Raw)
	if !ok || len(all) > maxPublished {
		return nil, fmt.Errorf("the keys of the key set are no list of at most %d", maxPublished)
	}
	found := make(map[keyName]any, len(all))
	for _, raw := range all {
		alg, key := parseJWK(raw)
		if key == nil {
			continue
		}
		members, _ := strict.Object(raw)
		name := keyName{alg, textOf(members, "kid")}
		if found[name] != nil {
			return nil, fmt.Errorf("two keys of the key set go by the name %q", name.kid)
		}
		found[name] = key
	}
	return found, nil
}

// parseJWK reads a public key, and says the one algorithm that it is for; nil: it is none that we take.
func parseJWK(raw []byte) (alg string, key any) {
	members, ok := strict.Object(raw)
	if !ok || !verifies(members) {
		return "", nil
	}
	switch textOf(members, "kty") {
	case "RSA":
		alg, key = algRSA, rsaKey(members)
	case "EC":
		alg, key = algEC, ecKey(members)
	case "OKP":
		alg, key = algEd, edKey(members)
	}
	if only := textOf(members, "alg"); only != "" && only != alg {
		return "", nil
	}
	return alg, key
}

// verifies says whether a key is meant for verifying. A private one that was published is nobody's secret any more.
func verifies(members []strict.Member) bool {
	if use := textOf(members, "use"); use != "" && use != "sig" {
		return false
	}
	for _, m := range members {
		switch m.Key {
		case "d", "p", "q", "k":
			return false
		case "key_ops":
			ops, _ := strict.Array(m.Raw)
			return slices.ContainsFunc(ops, func(op []byte) bool { return string(op) == `"verify"` })
		}
	}
	return true
}

func bytesOf(members []strict.Member, name string) []byte {
	b, err := alphabet64.DecodeString(textOf(members, name))
	if err != nil {
		return nil
	}
	return b
}

// rsaKey returns nil, without a type, for what is no key: as the others.
func rsaKey(members []strict.Member) any {
	n, e := new(big.Int).SetBytes(bytesOf(members, "n")), new(big.Int).SetBytes(bytesOf(members, "e"))
	if n.BitLen() < minRSA || n.BitLen() > maxRSA || n.Bit(0) == 0 || e.BitLen() > 31 || e.Int64() < 3 || e.Bit(0) == 0 {
		return nil
	}
	return &rsa.PublicKey{N: n, E: int(e.Int64())}
}

func ecKey(members []strict.Member) any {
	x, y := bytesOf(members, "x"), bytesOf(members, "y")
	if textOf(members, "crv") != "P-256" || len(x) != 32 || len(y) != 32 {
		return nil
	}
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), slices.Concat([]byte{4}, x, y))
	if err != nil {
		return nil
	}
	return key
}

func edKey(members []strict.Member) any {
	x := bytesOf(members, "x")
	if textOf(members, "crv") != "Ed25519" || len(x) != ed25519.PublicKeySize {
		return nil
	}
	return ed25519.PublicKey(x)
}
