package auth

import (
	"bytes"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

func TestNames(t *testing.T) {
	for _, row := range []struct {
		given, want string
		good        bool
	}{
		{"Ada", "Ada", true},
		{"  Ada Lovelace\t", "Ada Lovelace", true},
		{"李小龍", "李小龍", true},
		{"علي", "علي", true},
		{"O'Brien-Łęcki 3", "O'Brien-Łęcki 3", true},
		{"👩‍🎨", "👩‍🎨", true}, // a joiner within an emoji is not a direction
		{strings.Repeat("x", 60), strings.Repeat("x", 60), true},
		{strings.Repeat("x", 61), "", false},
		{strings.Repeat("😀", 30), strings.Repeat("😀", 30), true},
		{strings.Repeat("😀", 31), "", false}, // counted as the wire counts: two units each
		{"", "", false},
		{"   ", "", false},
		{"\u200b\u200d", "", false},
		{"\u3164\u2800", "", false},
		{"a\nb", "", false},
		{"a\x00b", "", false},
		{"a\x7fb", "", false},
		{"a\u0085b", "", false},
		{"a\u2028b", "", false},
		{"moc.knab\u202e", "", false},
		{"\u2066a", "", false},
		{"\ufeffa", "", false},
		{"a\xffb", "", false},
		{"Ada\u200b", "", false},
		{"A\u200dda", "", false}, // looks like Ada
		{"A\u00adda", "", false},
		{"\u200eAda", "", false},
		{"\u061cAda", "", false},
		{"Ada\U000e0041", "", false},
		{"می\u200cخواهم", "می\u200cخواهم", true},
		{"👩\u200d", "", false},
		{"\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", true},
	} {
		got, err := Name(row.given)
		if (err == nil) != row.good || got != row.want {
			t.Errorf("%q: %q, %v", row.given, got, err)
		}
	}
}

func TestTitles(t *testing.T) {
	for _, row := range []struct {
		given, want string
		good        bool
	}{
		{"", "", true},
		{" Plans \t", "Plans", true},
		{"👩🏽\u200d🚀 👍🏽 ❤️", "👩🏽\u200d🚀 👍🏽 ❤️", true},
		{"क्\u200dष", "क्\u200dष", true},
		{"Plans \u202egnp.exe", "", false},
		{"Pl\u200bans", "", false},
		{"\u2067Plans\u2069", "", false},
		{"a\nb", "", false},
		{"a\u2029b", "", false},
		{"a\xff", "", false},
	} {
		got, err := Title(row.given)
		if (err == nil) != row.good || got != row.want {
			t.Errorf("%q: %q, %v", row.given, got, err)
		}
	}
}

func TestColours(t *testing.T) {
	for range 50 {
		if c, err := Colour(""); err != nil || c == "" {
			t.Fatalf("%q, %v", c, err)
		}
	}
	for _, bad := range []string{"ink", "none", "#ff0000", "Red", "red ", "url(x)"} {
		if _, err := Colour(bad); err == nil {
			t.Errorf("%q passed", bad)
		}
	}
}

func TestLinks(t *testing.T) {
	secret, hash := NewLink()
	if len(secret) != 22 {
		t.Fatalf("%q has %d characters", secret, len(secret))
	}
	if got, ok := LinkHash(secret); !ok || got != hash {
		t.Fatal("the secret does not give its hash")
	}
	if again, _ := NewLink(); again == secret {
		t.Fatal("drawn twice")
	}
	for _, bad := range []string{"", secret[:21], secret + "A", secret[:21] + "=", secret[:21] + "/", secret[:10] + "\n" + secret[10:], strings.Repeat("\n", 22)} {
		if _, ok := LinkHash(bad); ok {
			t.Errorf("%q could be a secret", bad)
		}
	}
}

// C55: nothing but the known roles may do anything.
func TestRoles(t *testing.T) {
	for _, row := range []struct {
		role               board.Role
		look, draw, invite bool
	}{
		{board.RoleNone, false, false, false},
		{board.RoleViewer, true, false, false},
		{board.RoleEditor, true, true, true},
		{board.RoleOwner, true, true, true},
		{"owner ", false, false, false},
		{"Owner", false, false, false},
		{"admin", false, false, false},
	} {
		if May(row.role, Look) != row.look || May(row.role, Draw) != row.draw || May(row.role, Invite) != row.invite {
			t.Errorf("%q: look %v, draw %v, invite %v", row.role, May(row.role, Look), May(row.role, Draw), May(row.role, Invite))
		}
		if May(row.role, Action(99)) {
			t.Errorf("%q may do what nobody knows", row.role)
		}
	}
	for _, row := range []struct {
		own, given board.Role
		may        bool
	}{
		{board.RoleOwner, board.RoleEditor, true}, {board.RoleEditor, board.RoleEditor, true}, {board.RoleEditor, board.RoleViewer, true},
		{board.RoleViewer, board.RoleViewer, false}, {board.RoleOwner, board.RoleOwner, false}, {board.RoleEditor, board.RoleOwner, false},
		{board.RoleNone, board.RoleViewer, false}, {board.RoleOwner, "", false}, {board.RoleOwner, "admin", false},
	} {
		if MayGive(row.own, row.given) != row.may {
			t.Errorf("%q gives %q: %v", row.own, row.given, !row.may)
		}
	}
}

// Who may see a board's past, by the least role it asks for; and only the owner decides that.
func TestThePastIsOpenFromARoleUpwards(t *testing.T) {
	roles := []board.Role{board.RoleNone, "admin", board.RoleViewer, board.RoleEditor, board.RoleOwner}
	for i, role := range roles {
		for j, least := range roles {
			if want := i >= j && j >= 2; MayReplay(role, least) != want {
				t.Errorf("%q of a board open to %q: %v", role, least, !want)
			}
		}
		if May(role, Govern) != (role == board.RoleOwner) {
			t.Errorf("%q governs", role)
		}
	}
}

func TestDerive(t *testing.T) {
	one, err := NewKeys(bytes.Repeat([]byte("a"), MinKey))
	if err != nil {
		t.Fatal(err)
	}
	other, err := NewKeys(bytes.Repeat([]byte("b"), MinKey), bytes.Repeat([]byte("a"), MinKey))
	if err != nil {
		t.Fatal(err)
	}
	secret := one.Derive("relay")
	if len(secret) != 32 || !bytes.Equal(secret, one.Derive("relay")) {
		t.Fatal("it is another each time, or short")
	}
	if bytes.Equal(secret, one.Derive("else")) || bytes.Equal(secret, other.Derive("relay")) {
		t.Fatal("two purposes, or two keys, come to one secret")
	}
}
