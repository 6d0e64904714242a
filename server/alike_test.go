package server

import (
	"bytes"
	"context"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/go-chi/chi/v5"

	"drawingroom/auth"
	"drawingroom/rooms"
	"drawingroom/rooms/board"
)

// askedStore notes what is asked of the store. Each is one look at the database, by an index, where there is nothing to find and where there is something that is
// not to be told.
type askedStore struct {
	auth.Store
	mu   sync.Mutex
	what []string
}

// boardStore is Boards by a name that none of its methods has.
type boardStore = Boards

// askedBoards notes what is asked about boards, in the same list.
type askedBoards struct {
	boardStore
	all *askedStore
}

func (a *askedStore) note(what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.what = append(a.what, what)
}

// taken returns what was asked since it was last taken.
func (a *askedStore) taken() (what []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	what, a.what = a.what, nil
	return what
}

func (a *askedStore) SessionUser(ctx context.Context, cookie [32]byte, now int64) (board.User, error) {
	a.note("session")
	return a.Store.SessionUser(ctx, cookie, now)
}

func (a *askedStore) User(ctx context.Context, id board.UserID) (board.User, error) {
	a.note("user")
	return a.Store.User(ctx, id)
}

func (a *askedStore) Guard(ctx context.Context, id board.ID, link [32]byte) (string, error) {
	a.note("guard")
	return a.Store.Guard(ctx, id, link)
}

func (a *askedStore) Join(ctx context.Context, id board.ID, user board.UserID, link [32]byte, proven string, now int64) (board.Role, error) {
	a.note("join")
	return a.Store.Join(ctx, id, user, link, proven, now)
}

func (a *askedStore) Role(ctx context.Context, id board.ID, user board.UserID) (board.Role, error) {
	a.note("role")
	return a.Store.Role(ctx, id, user)
}

func (b askedBoards) Info(ctx context.Context, id board.ID, user board.UserID) (board.Info, error) {
	b.all.note("info")
	return b.boardStore.Info(ctx, id, user)
}

func (b askedBoards) Embedding(ctx context.Context, id board.ID) (board.Embedding, error) {
	b.all.note("embedding")
	return b.boardStore.Embedding(ctx, id)
}

// C58: what somebody may not know is answered as what there is not: on every route, the same status, the same bytes, and by the same questions to the store, so
// that how long it takes tells nothing either. The same goes for a secret that is wrong, whether it is another board's or nobody's.
func TestC58_what_is_not_ones_own_is_as_what_is_not(t *testing.T) {
	all := &askedStore{}
	k := newKit(t, func(c *Config, _ *rooms.Config) {
		c.Limits = Limits{}
		all.Store = c.Auth
		c.Auth, c.Boards = all, askedBoards{c.Boards, all}
	})
	c := newCast(k)
	nowhere := c
	nowhere.board.ID = "bAAAAAAAAAAAAAAAA"
	stranger := k.guest("Stranger")
	answers := func(c cast, method, pattern string, body any) (answer, []string) {
		_ = all.taken()
		a := stranger.do(method, c.path(pattern), body)
		return a, all.taken()
	}
	alike := func(what string, one, other answer, oneAsked, otherAsked []string) {
		t.Helper()
		if one.status != other.status || !bytes.Equal(one.body, other.body) {
			t.Errorf("%s: %d %s, and %d %s where there is nothing", what, one.status, one.body, other.status, other.body)
		}
		if !reflect.DeepEqual(oneAsked, otherAsked) {
			t.Errorf("%s: asks %v, and %v where there is nothing", what, oneAsked, otherAsked)
		}
	}
	tried, missing := 0, 0
	err := chi.Walk(k.srv.routes(), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !strings.HasPrefix(pattern, "/api/v1/boards/{id}") {
			return nil
		}
		tried++
		var body any
		if row := routeTable[method+" "+pattern]; row.body != nil {
			body = map[string]string{}
			for name, value := range row.body {
				body.(map[string]string)[name] = strings.ReplaceAll(value, "{secret}", strings.Repeat("A", 22))
			}
		}
		theirs, theirsAsked := answers(c, method, pattern, body)
		none, noneAsked := answers(nowhere, method, pattern, body)
		alike(method+" "+pattern, theirs, none, theirsAsked, noneAsked)
		if theirs.code() == noBoard {
			missing++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if tried < 30 || missing < 25 {
		t.Errorf("%d routes of boards were tried, %d said that there is no board", tried, missing)
	}
	// A right secret of another board, a revoked one's form, and a link with a password: wrong is wrong.
	own := stranger.board("Own")
	for what, secret := range map[string]string{"another board's secret": own.Secret, "nobody's secret": strings.Repeat("A", 22)} {
		for _, pattern := range []string{"/api/v1/boards/{id}/join", "/api/v1/boards/{id}/link"} {
			body := map[string]string{"secret": secret}
			if strings.HasSuffix(pattern, "join") {
				body["password"] = "some password"
			}
			theirs, theirsAsked := answers(c, "POST", pattern, body)
			none, noneAsked := answers(nowhere, "POST", pattern, body)
			alike(what+", "+pattern, theirs, none, theirsAsked, noneAsked)
			if theirs.code() != noBoard {
				t.Errorf("%s, %s: %s", what, pattern, theirs.code())
			}
		}
	}
}
