package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"hash"
	"strings"
	"testing"
	"time"
)

// The clock of these tests, and what a good token says at it.
var at = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const (
	goodHeader = `{"alg":"HS256","typ":"JWT","kid":"KID"}`
	goodClaims = `{"iss":"drawingroom","aud":["drawingroom"],"sub":"u1","iat":NOW,"exp":NOW+900}`
)

// forge signs any two texts, as somebody who has the key could; KID and NOW±n are filled in.
func forge(t *testing.T, key []byte, header, claims string) string {
	t.Helper()
	return forgeWith(t, sha256.New, key, header, claims, base64.RawURLEncoding)
}

func forgeWith(t *testing.T, sum func() hash.Hash, key []byte, header, claims string, encoding *base64.Encoding) string {
	t.Helper()
	header = strings.ReplaceAll(header, "KID", keyID(testKey))
	for _, shift := range []int64{900, 31, 30, 29, -29, -30, -31, -900} {
		claims = strings.ReplaceAll(claims, fmt.Sprintf("NOW%+d", shift), fmt.Sprint(at.Unix()+shift))
	}
	claims = strings.ReplaceAll(claims, "NOW", fmt.Sprint(at.Unix()))
	text := encoding.EncodeToString([]byte(header)) + "." + encoding.EncodeToString([]byte(claims))
	mac := hmac.New(sum, key)
	mac.Write([]byte(text))
	return text + "." + encoding.EncodeToString(mac.Sum(nil))
}

var testKey = []byte("0123456789abcdef0123456789abcdef")

func newTestTokens(t *testing.T, replaced ...[]byte) *Tokens {
	t.Helper()
	keys, err := NewKeys(testKey, replaced...)
	if err != nil {
		t.Fatal(err)
	}
	return NewTokens(keys, func() time.Time { return at })
}

// C53: the token matrix. Only the good ones pass.
func TestTokenMatrix(t *testing.T) {
	oldKey, foreign := []byte("an older key of more than thirty-two bytes"), []byte("somebody else's key, thirty-two bytes or so")
	tokens := newTestTokens(t, oldKey)
	signed := func(header, claims string) string { return forge(t, testKey, header, claims) }
	claims := func(from, to string) string {
		changed := strings.Replace(goodClaims, from, to, 1)
		if changed == goodClaims {
			t.Fatalf("%q is not in the good claims", from)
		}
		return signed(goodHeader, changed)
	}
	header := func(text string) string { return signed(text, goodClaims) }
	good := signed(goodHeader, goodClaims)
	parts := strings.Split(good, ".")
	rsaPEM := rsaPublicPEM(t)
	rows := []struct {
		name  string
		token string
		good  bool
	}{
		{"as minted", good, true},
		{"aud as a string", claims(`["drawingroom"]`, `"drawingroom"`), true},
		{"a further claim that nobody reads", claims(`"sub"`, `"role":"owner","admin":true,"sub"`), true},
		{"expired 29 s ago, within the leeway", claims("NOW+900", "NOW-29"), true},
		{"issued 29 s ahead, within the leeway", claims(`"iat":NOW`, `"iat":NOW+29`), true},
		{"signed with the key before, by its id", forge(t, oldKey, strings.Replace(goodHeader, "KID", keyID(oldKey), 1), goodClaims), true},

		{"empty", "", false},
		{"two dots", "..", false},
		{"two parts", parts[0] + "." + parts[1], false},
		{"four parts", good + "." + parts[2], false},
		{"no signature", parts[0] + "." + parts[1] + ".", false},
		{"signature of another text", parts[0] + "." + parts[1] + "." + strings.Split(signed(goodHeader, strings.Replace(goodClaims, "u1", "u2", 1)), ".")[2], false},
		{"claims exchanged under the signature", parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(goodClaims, "u1", "u2", 1))) + "." + parts[2], false},
		{"foreign key", forge(t, foreign, goodHeader, goodClaims), false},
		{"empty key", forge(t, nil, goodHeader, goodClaims), false},
		{"alg none", signed(`{"alg":"none","kid":"KID"}`, goodClaims), false},
		{"alg none, unsigned", noneToken(), false},
		{"alg None", header(`{"alg":"None","kid":"KID"}`), false},
		{"alg absent", header(`{"typ":"JWT","kid":"KID"}`), false},
		{"alg a number", header(`{"alg":256,"kid":"KID"}`), false},
		{"HS512, right key", forgeWith(t, sha512.New, testKey, `{"alg":"HS512","kid":"KID"}`, goodClaims, base64.RawURLEncoding), false},
		{"RS256 claimed, signed by HMAC with a public key", forge(t, rsaPEM, `{"alg":"RS256","kid":"KID"}`, goodClaims), false},
		{"HS256 with a public key as the secret", forge(t, rsaPEM, goodHeader, goodClaims), false},
		{"kid absent", header(`{"alg":"HS256","typ":"JWT"}`), false},
		{"kid unknown", header(`{"alg":"HS256","kid":"ffffffffffffffff"}`), false},
		{"kid a path", header(`{"alg":"HS256","kid":"../../../../dev/null"}`), false},
		{"kid a query", header(`{"alg":"HS256","kid":"' UNION SELECT 'x"}`), false},
		{"kid a number", header(`{"alg":"HS256","kid":0}`), false},
		{"kid of the other key", forge(t, testKey, strings.Replace(goodHeader, "KID", keyID(oldKey), 1), goodClaims), false},
		{"key in the header", forge(t, foreign, `{"alg":"HS256","jwk":{"kty":"oct","k":"c29tZWJvZHk"}}`, goodClaims), false},
		{"key by address", forge(t, foreign, `{"alg":"HS256","jku":"https://evil.example/keys"}`, goodClaims), false},
		{"crit", header(`{"alg":"HS256","kid":"KID","crit":["exp"]}`), false},
		{"crit empty", header(`{"alg":"HS256","kid":"KID","crit":[]}`), false},
		{"Crit", header(`{"alg":"HS256","kid":"KID","Crit":["exp"]}`), false},
		{"header name twice", header(`{"alg":"none","alg":"HS256","kid":"KID"}`), false},
		{"header name in another case", header(`{"alg":"HS256","kid":"KID","ALG":"none"}`), false},
		{"header is an array", header(`["HS256"]`), false},
		{"claims are an array", signed(goodHeader, `["u1"]`), false},
		{"claims are null", signed(goodHeader, `null`), false},
		{"text after the claims", signed(goodHeader, goodClaims+`{}`), false},
		{"no exp", claims(`,"exp":NOW+900`, ``), false},
		{"exp null", claims(`NOW+900`, `null`), false},
		{"exp a text", claims(`NOW+900`, `"NOW+900"`), false},
		{"exp zero", claims(`NOW+900`, `0`), false},
		{"exp beyond numbers", claims(`NOW+900`, `1e400`), false},
		{"expired 30 s ago", claims("NOW+900", "NOW-30"), false},
		{"expired 31 s ago", claims("NOW+900", "NOW-31"), false},
		{"expired long ago", claims("NOW+900", "NOW-900"), false},
		{"exp twice", claims(`"exp":NOW+900`, `"exp":NOW-900,"exp":NOW+900`), false},
		{"exp and EXP", claims(`"exp":NOW+900`, `"exp":1,"EXP":9999999999`), false},
		{"sub and SUB", claims(`"sub":"u1"`, `"sub":"u1","SUB":"u2"`), false},
		{"sub with a long s", claims(`"sub":"u1"`, `"sub":"u1","ſub":"u2"`), false},
		{"sub written with an escape, twice", claims(`"sub":"u1"`, `"sub":"u1","\u0073ub":"u2"`), false},
		{"not yet valid", claims(`"sub"`, `"nbf":NOW+31,"sub"`), false},
		{"issued in the future", claims(`"iat":NOW`, `"iat":NOW+31`), false},
		{"no iat", claims(`"iat":NOW,`, ``), false},
		{"no iss", claims(`"iss":"drawingroom",`, ``), false},
		{"wrong iss", claims(`"iss":"drawingroom"`, `"iss":"drawingroom.evil"`), false},
		{"iss a list", claims(`"iss":"drawingroom"`, `"iss":["drawingroom"]`), false},
		{"no aud", claims(`"aud":["drawingroom"],`, ``), false},
		{"wrong aud", claims(`["drawingroom"]`, `["another"]`), false},
		{"aud empty", claims(`["drawingroom"]`, `[]`), false},
		{"aud for several", claims(`["drawingroom"]`, `["drawingroom","another"]`), false},
		{"aud a number", claims(`["drawingroom"]`, `7`), false},
		{"no sub", claims(`"sub":"u1",`, ``), false},
		{"sub empty", claims(`"u1"`, `""`), false},
		{"sub a number", claims(`"u1"`, `1`), false},
		{"padded base64", forgeWith(t, sha256.New, testKey, goodHeader, goodClaims, base64.URLEncoding), false},
		{"base64 with spare bits", parts[0] + "." + parts[1] + "." + spareBits(parts[2]), false},
		{"line break within", parts[0] + "." + parts[1] + "." + parts[2][:4] + "\n" + parts[2][4:], false},
		{"blank before", " " + good, false},
		{"blank after", good + " ", false},
		{"9 KiB", claims(`"sub"`, `"x":"`+strings.Repeat("x", 9<<10)+`","sub"`), false},
		{"a million dots", strings.Repeat(".", 1_000_000), false},
	}
	if len(rows) < 30 {
		t.Fatalf("the matrix has %d rows", len(rows))
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got, err := tokens.Verify(row.token)
			if row.good && (err != nil || got.User != "u1") {
				t.Fatalf("refused: %v (%+v)", err, got)
			}
			if !row.good && !errors.Is(err, ErrToken) {
				t.Fatalf("passed: %+v, %v", got, err)
			}
			if !row.good && got != (Claims{}) {
				t.Fatalf("a refused token says something: %+v", got)
			}
		})
	}
}

func noneToken() string {
	enc := base64.RawURLEncoding.EncodeToString
	claims := strings.ReplaceAll(strings.ReplaceAll(goodClaims, "NOW+900", fmt.Sprint(at.Unix()+900)), "NOW", fmt.Sprint(at.Unix()))
	return enc([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + enc([]byte(claims)) + "."
}

// spareBits writes the same bytes in another spelling: 32 bytes leave two bits of the last character unused.
func spareBits(signature string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(alphabet, signature[len(signature)-1])
	return signature[:len(signature)-1] + string(alphabet[last|1])
}

func rsaPublicPEM(t *testing.T) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func TestMintedTokenIsGoodForItsLife(t *testing.T) {
	now := at
	keys, err := NewKeys(testKey)
	if err != nil {
		t.Fatal(err)
	}
	tokens := NewTokens(keys, func() time.Time { return now })
	token, expires, err := tokens.Mint("u7")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		after time.Duration
		good  bool
	}{{0, true}, {TokenLife, true}, {TokenLife + TokenLeeway - time.Second, true}, {TokenLife + TokenLeeway + time.Second, false}} {
		now = at.Add(row.after)
		claims, err := tokens.Verify(token)
		if (err == nil) != row.good {
			t.Errorf("after %s: %v", row.after, err)
		}
		if row.good && (claims.User != "u7" || !claims.Expires.Equal(expires)) {
			t.Errorf("after %s: %+v, minted until %s", row.after, claims, expires)
		}
	}
}

func TestShortKeysAreRefused(t *testing.T) {
	for _, n := range []int{0, 1, 31} {
		if _, err := NewKeys(make([]byte, n)); !errors.Is(err, ErrShortKey) {
			t.Errorf("%d bytes: %v", n, err)
		}
		if _, err := NewKeys(testKey, make([]byte, n)); !errors.Is(err, ErrShortKey) {
			t.Errorf("%d bytes of a replaced key: %v", n, err)
		}
	}
	if _, err := NewKeys(make([]byte, 32)); err != nil {
		t.Errorf("32 bytes: %v", err)
	}
}

func FuzzVerifyNeverPasses(f *testing.F) {
	keys, err := NewKeys(testKey)
	if err != nil {
		f.Fatal(err)
	}
	tokens := NewTokens(keys, func() time.Time { return at })
	f.Add("a.b.c")
	f.Add(noneToken())
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := tokens.Verify(token); err == nil {
			t.Fatalf("a token nobody signed passed: %q", token)
		}
	})
}
