package auth

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"drawingroom/rooms/board"
)

const (
	hostHeader = `{"alg":"HS256","typ":"JWT"}`
	hostGood   = `{"iss":"https://app.example","aud":"drawingroom","sub":"42","iat":NOW,"exp":NOW+900,"name":"Ada","colour":"teal","board":"bAAAAAAAAAAAAAAAA","role":"editor"}`
)

var hostSecret = []byte("the secret that is shared with the host application")

// pair is a private key, and its public half as it is published.
type pair struct {
	alg, kid string
	private  crypto.Signer
}

func newPair(t testing.TB, alg, kid string) pair {
	t.Helper()
	p := pair{alg: alg, kid: kid}
	var err error
	switch alg {
	case algRSA:
		p.private, err = rsa.GenerateKey(rand.Reader, 2048)
	case algEC:
		p.private, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	default:
		_, p.private, err = ed25519.GenerateKey(rand.Reader)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p pair) jwk(further string) string {
	enc := base64.RawURLEncoding.EncodeToString
	head := fmt.Sprintf(`{"kid":%q`, p.kid)
	switch public := p.private.Public().(type) {
	case *rsa.PublicKey:
		head += fmt.Sprintf(`,"kty":"RSA","n":%q,"e":%q`, enc(public.N.Bytes()), enc(big.NewInt(int64(public.E)).Bytes()))
	case *ecdsa.PublicKey:
		point, _ := public.Bytes()
		head += fmt.Sprintf(`,"kty":"EC","crv":"P-256","x":%q,"y":%q`, enc(point[1:33]), enc(point[33:]))
	case ed25519.PublicKey:
		head += fmt.Sprintf(`,"kty":"OKP","crv":"Ed25519","x":%q`, enc(public))
	}
	return head + further + "}"
}

// sign signs any two texts with the key's own algorithm, whatever the header says.
func (p pair) sign(t testing.TB, header, claims string) string {
	t.Helper()
	enc := base64.RawURLEncoding.EncodeToString
	text := enc([]byte(header)) + "." + enc([]byte(filled(claims)))
	sum := sha256.Sum256([]byte(text))
	var signature []byte
	var err error
	switch private := p.private.(type) {
	case *rsa.PrivateKey:
		signature, err = rsa.SignPKCS1v15(rand.Reader, private, crypto.SHA256, sum[:])
	case *ecdsa.PrivateKey:
		var r, s *big.Int
		if r, s, err = ecdsa.Sign(rand.Reader, private, sum[:]); err == nil {
			signature = append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
		}
	case ed25519.PrivateKey:
		signature = ed25519.Sign(private, []byte(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	return text + "." + enc(signature)
}

func (p pair) token(t testing.TB, claims string) string {
	t.Helper()
	return p.sign(t, fmt.Sprintf(`{"alg":%q,"kid":%q}`, p.alg, p.kid), claims)
}

// filled writes the times NOW±n out.
func filled(claims string) string {
	for _, shift := range []int64{90000, 86400, 900, 31, 30, 29, -29, -30, -31, -900, -86400} {
		claims = strings.ReplaceAll(claims, fmt.Sprintf("NOW%+d", shift), fmt.Sprint(at.Unix()+shift))
	}
	return strings.ReplaceAll(claims, "NOW", fmt.Sprint(at.Unix()))
}

func published(keys ...string) KeySource {
	return func(context.Context, string) (Published, error) {
		return Published{Text: []byte(`{"keys":[` + strings.Join(keys, ",") + `]}`)}, nil
	}
}

func newTestHost(t testing.TB, secrets [][]byte, source KeySource) *Host {
	t.Helper()
	clock := func() time.Time { return at }
	keys, err := NewHostKeys(secrets, source, clock)
	if err != nil {
		t.Fatal(err)
	}
	host, err := NewHost(HostConfig{Issuer: "https://app.example", Audience: "drawingroom", Keys: keys, Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	return host
}

// hostRow is a token, and whether it is taken.
type hostRow struct {
	name  string
	token string
	good  bool
}

// C53 C55: what a host application's tokens may be, and what anybody else may try.
func TestHostTokenMatrix(t *testing.T) {
	rows := hostRows(t)
	hostile := 0
	rsaPair, ecPair, edPair := newPair(t, algRSA, "r1"), newPair(t, algEC, "e1"), newPair(t, algEd, "d1")
	rows = append(rows, publicRows(t, rsaPair, ecPair, edPair)...)
	host := newTestHost(t, [][]byte{hostSecret, []byte("the secret before it, which is not yet forgotten")}, published(rsaPair.jwk(""), ecPair.jwk(""), edPair.jwk("")))
	for _, row := range rows {
		if !row.good {
			hostile++
		}
		t.Run(row.name, func(t *testing.T) {
			got, err := host.Verify(t.Context(), row.token)
			if row.good && (err != nil || got.User != hostUser("https://app.example", "42")) {
				t.Fatalf("refused: %v (%+v)", err, got)
			}
			if !row.good && (!errors.Is(err, ErrToken) || got != (HostClaims{})) {
				t.Fatalf("passed: %+v, %v", got, err)
			}
		})
	}
	if hostile < 60 {
		t.Errorf("%d hostile tokens", hostile)
	}
}

func hostRows(t *testing.T) []hostRow {
	signed := func(header, claims string) string { return forge(t, hostSecret, header, filled(claims)) }
	claims := func(from, to string) string {
		changed := strings.Replace(hostGood, from, to, 1)
		if changed == hostGood {
			t.Fatalf("%q is not in the good claims", from)
		}
		return signed(hostHeader, changed)
	}
	header := func(text string) string { return signed(text, hostGood) }
	own, _, err := newTestTokens(t).Mint("u1")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(signed(hostHeader, hostGood), ".")
	padded := forgeWith(t, sha256.New, hostSecret, hostHeader, filled(hostGood), base64.URLEncoding)
	return []hostRow{
		{"as it should be", signed(hostHeader, hostGood), true},
		{"signed with the secret before", forge(t, []byte("the secret before it, which is not yet forgotten"), hostHeader, filled(hostGood)), true},
		{"aud a list of one", claims(`"aud":"drawingroom"`, `"aud":["drawingroom"]`), true},
		{"a kid, which secrets have no use for", header(`{"alg":"HS256","kid":"../../../etc/passwd"}`), true},
		{"no more than who", claims(`,"name":"Ada","colour":"teal","board":"bAAAAAAAAAAAAAAAA","role":"editor"`, ``), true},
		{"expired 29 s ago, within the leeway", claims(`"iat":NOW,"exp":NOW+900`, `"iat":NOW-900,"exp":NOW-29`), true},
		{"good for a day", claims("NOW+900", "NOW+86400"), true},
		{"claims of others", claims(`"sub"`, `"email":"a@b","realm":{"roles":["admin"],"a":{"b":[1]}},"sub"`), true},
		{"a role that is none of ours", claims(`"role":"editor"`, `"role":"Editor"`), true}, // and gives nothing: TestHostRoles
		{"a name that cannot be shown", claims(`"name":"Ada"`, `"name":"\u202emoc"`), true}, // and is left out: TestHostNames

		{"empty", "", false},
		{"no signature", parts[0] + "." + parts[1] + ".", false},
		{"two parts", parts[0] + "." + parts[1], false},
		{"one of our own", own, false},
		{"our own key", forge(t, testKey, hostHeader, filled(hostGood)), false},
		{"our own claims by the host's secret", forge(t, hostSecret, hostHeader, goodClaims), false},
		{"foreign secret", forge(t, []byte("somebody else's key, thirty-two bytes or so"), hostHeader, filled(hostGood)), false},
		{"empty key", forge(t, nil, hostHeader, filled(hostGood)), false},
		{"alg none", header(`{"alg":"none"}`), false},
		{"alg none, unsigned", base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + parts[1] + ".", false},
		{"alg NONE", header(`{"alg":"NONE"}`), false},
		{"alg hs256", header(`{"alg":"hs256"}`), false},
		{"alg absent", header(`{"typ":"JWT"}`), false},
		{"alg a list", header(`{"alg":["HS256"]}`), false},
		{"HS512, right secret", forgeWith(t, sha512.New, hostSecret, `{"alg":"HS512"}`, filled(hostGood), base64.RawURLEncoding), false},
		{"PS256 claimed", header(`{"alg":"PS256"}`), false},
		{"kid a number", header(`{"alg":"HS256","kid":7}`), false},
		{"crit", header(`{"alg":"HS256","crit":["exp"]}`), false},
		{"crit empty", header(`{"alg":"HS256","crit":[]}`), false},
		{"CRIT", header(`{"alg":"HS256","CRIT":["exp"]}`), false},
		{"crit in the claims", claims(`"sub"`, `"crit":["x"],"sub"`), false},
		{"header name twice", header(`{"alg":"none","alg":"HS256"}`), false},
		{"header name in another case", header(`{"alg":"HS256","Alg":"none"}`), false},
		{"padded base64", padded, false},
		{"line break within", parts[0] + "." + parts[1] + "." + parts[2][:4] + "\n" + parts[2][4:], false},
		{"spare bits", parts[0] + "." + parts[1] + "." + spareBits(parts[2]), false},
		{"no exp", claims(`,"exp":NOW+900`, ``), false},
		{"exp null", claims(`NOW+900`, `null`), false},
		{"exp a text", claims(`NOW+900`, `"NOW+900"`), false},
		{"exp a fraction", claims(`NOW+900`, `NOW+900.5`), false},
		{"exp more than a day away", claims(`NOW+900`, `NOW+90000`), false},
		{"exp a day away, issued before", claims(`"iat":NOW,"exp":NOW+900`, `"iat":NOW-30,"exp":NOW+86400`), false},
		{"exp for ever", claims(`NOW+900`, `9007199254740991`), false},
		{"expired 30 s ago", claims(`"iat":NOW,"exp":NOW+900`, `"iat":NOW-900,"exp":NOW-30`), false},
		{"expired long ago", claims(`"iat":NOW,"exp":NOW+900`, `"iat":NOW-900,"exp":NOW-900`), false},
		{"exp twice", claims(`"exp":NOW+900`, `"exp":1,"exp":NOW+900`), false},
		{"EXP beside exp", claims(`"exp":NOW+900`, `"exp":1,"EXP":NOW+900`), false},
		{"not yet valid", claims(`"sub"`, `"nbf":NOW+31,"sub"`), false},
		{"nbf a text", claims(`"sub"`, `"nbf":"NOW","sub"`), false},
		{"issued in the future", claims(`"iat":NOW`, `"iat":NOW+31`), false},
		{"no iat", claims(`"iat":NOW,`, ``), false},
		{"no iss", claims(`"iss":"https://app.example",`, ``), false},
		{"wrong iss", claims(`https://app.example`, `https://app.example.evil`), false},
		{"iss with a slash more", claims(`https://app.example`, `https://app.example/`), false},
		{"iss a list", claims(`"https://app.example"`, `["https://app.example"]`), false},
		{"ISS beside iss", claims(`"sub"`, `"ISS":"drawingroom","sub"`), false},
		{"no aud", claims(`"aud":"drawingroom",`, ``), false},
		{"aud of another", claims(`"aud":"drawingroom"`, `"aud":"another"`), false},
		{"aud for several", claims(`"aud":"drawingroom"`, `"aud":["drawingroom","another"]`), false},
		{"aud twice the same", claims(`"aud":"drawingroom"`, `"aud":["drawingroom","drawingroom"]`), false},
		{"aud empty", claims(`"aud":"drawingroom"`, `"aud":[]`), false},
		{"no sub", claims(`"sub":"42",`, ``), false},
		{"sub empty", claims(`"42"`, `""`), false},
		{"sub blank", claims(`"42"`, `" \t"`), false},
		{"sub a number", claims(`"42"`, `42`), false},
		{"sub too long", claims(`"42"`, `"`+strings.Repeat("4", 256)+`"`), false},
		{"sub and Sub", claims(`"sub":"42"`, `"sub":"42","Sub":"43"`), false},
		{"board twice", claims(`"role"`, `"board":"bBBBBBBBBBBBBBBBB","role"`), false},
		{"Board", claims(`"board"`, `"Board"`), false},
		{"board a list", claims(`"bAAAAAAAAAAAAAAAA"`, `["bAAAAAAAAAAAAAAAA"]`), false},
		{"role a list", claims(`"role":"editor"`, `"role":["editor"]`), false},
		{"role true", claims(`"role":"editor"`, `"role":true`), false},
		{"role twice", claims(`"role":"editor"`, `"role":"viewer","role":"editor"`), false},
		{"ROLE beside role", claims(`"role":"editor"`, `"role":"viewer","ROLE":"editor"`), false},
		{"role with a long s, as role", claims(`"role":"editor"`, `"role":"viewer","\u0072ole":"editor"`), false},
		{"create a text", claims(`"sub"`, `"create":"true","sub"`), false},
		{"create 1", claims(`"sub"`, `"create":1,"sub"`), false},
		{"name a number", claims(`"name":"Ada"`, `"name":7`), false},
		{"claims are a list", signed(hostHeader, `[]`), false},
		{"text after the claims", signed(hostHeader, hostGood+`{}`), false},
		{"nested too deep", claims(`"sub"`, `"x":[[[[[[[[[1]]]]]]]]],"sub"`), false},
		{"9 KiB", claims(`"sub"`, `"x":"`+strings.Repeat("x", 9<<10)+`","sub"`), false},
	}
}

// publicRows are the tokens that are signed with keys of which the public half is known to everybody.
func publicRows(t *testing.T, rsaPair, ecPair, edPair pair) []hostRow {
	stranger := newPair(t, algRSA, "r1")
	pem := rsaPublicPEM(t)
	public := rsaPair.private.Public().(*rsa.PublicKey)
	rows := []hostRow{
		{"RS256 claimed, signed by HMAC with a PEM", forge(t, pem, `{"alg":"RS256","kid":"r1"}`, filled(hostGood)), false},
		{"HS256 with the public modulus as the secret", forge(t, public.N.Bytes(), `{"alg":"HS256","kid":"r1"}`, filled(hostGood)), false},
		{"HS256 with the published text as the secret", forge(t, []byte(rsaPair.jwk("")), `{"alg":"HS256","kid":"r1"}`, filled(hostGood)), false},
		{"HS256 with the public Ed25519 key as the secret", forge(t, edPair.private.Public().(ed25519.PublicKey), `{"alg":"HS256","kid":"d1"}`, filled(hostGood)), false},
		{"another key by a known kid", stranger.token(t, hostGood), false},
		{"a key in the header", stranger.sign(t, `{"alg":"RS256","kid":"x","jwk":`+stranger.jwk("")+`}`, hostGood), false},
		{"a key by address", stranger.sign(t, `{"alg":"RS256","kid":"x","jku":"https://evil.example/jwks"}`, hostGood), false},
		{"a chain in the header", stranger.sign(t, `{"alg":"RS256","kid":"x","x5c":["AAAA"],"x5u":"https://evil.example/c"}`, hostGood), false},
		{"kid absent", rsaPair.sign(t, `{"alg":"RS256"}`, hostGood), false},
		{"kid of a key of another type", rsaPair.sign(t, `{"alg":"RS256","kid":"e1"}`, hostGood), false},
		{"kid a path", rsaPair.sign(t, `{"alg":"RS256","kid":"../r1"}`, hostGood), false},
		{"kid a query", rsaPair.sign(t, `{"alg":"RS256","kid":"r1' OR 1=1 --"}`, hostGood), false},
		{"ES256 claimed for an RSA key", rsaPair.sign(t, `{"alg":"ES256","kid":"r1"}`, hostGood), false},
		{"ES384 claimed", ecPair.sign(t, `{"alg":"ES384","kid":"e1"}`, hostGood), false},
		{"EdDSA by an EC key", ecPair.sign(t, `{"alg":"EdDSA","kid":"d1"}`, hostGood), false},
		{"ES256, all zero", strings.Join(strings.Split(ecPair.token(t, hostGood), ".")[:2], ".") + "." + strings.Repeat("A", 86), false},
	}
	for _, p := range []pair{rsaPair, ecPair, edPair} {
		rows = append(rows, hostRow{p.alg, p.token(t, hostGood), true}, hostRow{p.alg + " without exp", p.token(t, strings.Replace(hostGood, `,"exp":NOW+900`, ``, 1)), false})
	}
	return rows
}

// C55: no word of a token makes an owner, and a word that is none of ours gives nothing.
func TestHostRoles(t *testing.T) {
	host := newTestHost(t, [][]byte{hostSecret}, nil)
	for word, want := range map[string]board.Role{
		"viewer": board.RoleViewer, "editor": board.RoleEditor, "owner": board.RoleEditor,
		"": board.RoleNone, "none": board.RoleNone, "Editor": board.RoleNone, "EDITOR": board.RoleNone, "editor ": board.RoleNone,
		" editor": board.RoleNone, "owner ": board.RoleNone, "Owner": board.RoleNone, "admin": board.RoleNone, "viewer,editor": board.RoleNone, "еditor": board.RoleNone,
	} {
		token := forge(t, hostSecret, hostHeader, filled(strings.Replace(hostGood, `"role":"editor"`, fmt.Sprintf(`"role":%q`, word), 1)))
		got, err := host.Verify(t.Context(), token)
		if err != nil || got.Role != want || got.Board != "bAAAAAAAAAAAAAAAA" {
			t.Errorf("%q: %q on %q, %v; want %q", word, got.Role, got.Board, err, want)
		}
	}
	bare := strings.Replace(hostGood, `"board":"bAAAAAAAAAAAAAAAA",`, ``, 1)
	if got, err := host.Verify(t.Context(), forge(t, hostSecret, hostHeader, filled(bare))); err != nil || got.Role != board.RoleNone || got.Board != "" {
		t.Errorf("a role on no board: %+v, %v", got, err)
	}
}

// A host application's people are of a name space of their own, whatever it calls them, and are called what can be shown.
func TestHostNames(t *testing.T) {
	host := newTestHost(t, [][]byte{hostSecret}, nil)
	seen := map[board.UserID]string{}
	for _, sub := range []string{"42", "u1", "uAAAAAAAAAAAAAAAA", "h" + strings.Repeat("A", 22), "../42", "42 ", "a\\u0001", "名"} {
		got, err := host.Verify(t.Context(), forge(t, hostSecret, hostHeader, filled(strings.Replace(hostGood, `"42"`, `"`+sub+`"`, 1))))
		if err != nil || len(got.User) != 23 || got.User[0] != 'h' || string(got.User) == sub || seen[got.User] != "" {
			t.Errorf("%q is %q (as %q), %v", sub, got.User, seen[got.User], err)
		}
		seen[got.User] = sub
	}
	if hostUser("https://app.example", "42") == hostUser("https://app.example4", "2") {
		t.Error("two issuers' people are one")
	}
	for given, want := range map[string][2]string{
		`"name":"Ada","colour":"teal"`: {"Ada", "teal"}, `"name":" Ada "`: {"Ada", ""}, `"name":"\u202eAda","colour":"ink"`: {"", ""}, `"name":"","colour":""`: {"", ""}, `"name":null`: {"", ""},
	} {
		got, err := host.Verify(t.Context(), forge(t, hostSecret, hostHeader, filled(strings.Replace(hostGood, `"name":"Ada","colour":"teal"`, given, 1))))
		if err != nil || got.Name != want[0] || got.Colour != want[1] {
			t.Errorf("%s: %q, %q, %v", given, got.Name, got.Colour, err)
		}
	}
}

func TestHostsThatAreRefused(t *testing.T) {
	clock := func() time.Time { return at }
	if _, err := NewHostKeys(nil, nil, clock); !errors.Is(err, ErrHost) {
		t.Errorf("no keys: %v", err)
	}
	for _, secret := range [][]byte{nil, {}, make([]byte, 31)} {
		if _, err := NewHostKeys([][]byte{hostSecret, secret}, nil, clock); !errors.Is(err, ErrShortKey) {
			t.Errorf("%d bytes: %v", len(secret), err)
		}
	}
	keys, err := NewHostKeys([][]byte{hostSecret}, nil, clock)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []HostConfig{{Audience: "x"}, {Issuer: "x"}, {Issuer: Issuer, Audience: "x"}} {
		c.Keys, c.Now = keys, clock
		if _, err := NewHost(c); !errors.Is(err, ErrHost) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}
