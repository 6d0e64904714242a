package persistence_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/proof"
	"drawingroom/persistence/storetest"
	"drawingroom/rooms/board"
)

// life puts something into every table: three people, two boards that they draw on, with pictures, snapshots and refusals.
func life(t *testing.T, s *persistence.Store) []board.ID {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, name := range []string{"Ann", "Bob", "Çelebi 🎈"} {
		id := board.UserID(fmt.Sprint("user-", i))
		must(s.CreateUser(ctx, board.User{ID: id, Name: name, Colour: "blue", Guest: i > 0}))
		must(s.CreateSession(ctx, sha256.Sum256([]byte(name)), id, int64(1+i)<<40))
	}
	_, err := s.PutPreferences(ctx, "user-1", 0, []byte(`{"theme":"dark"}`))
	must(err)
	_, err = s.SigningKey(ctx, []byte("the key that no backup may hold!"))
	must(err)
	var ids []board.ID
	for i := range 2 {
		id := board.ID(fmt.Sprint("board-of-life-", i))
		ids = append(ids, id)
		liveOn(t, s, id, must)
	}
	foldAt(t, s, ids[1], 40, must)
	return ids
}

// foldAt folds a board's past up to a seq.
func foldAt(t *testing.T, s *persistence.Store, id board.ID, seq board.Seq, must func(error)) {
	t.Helper()
	ctx := context.Background()
	rows, err := s.Log(ctx, id, 0, int(seq))
	must(err)
	played := board.New()
	for _, r := range rows {
		c, err := r.Change()
		must(err)
		played.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, c.Ops)
	}
	head, err := s.Head(ctx, id)
	must(err)
	base := snapshot(board.Position{Epoch: head.Epoch, Seq: seq, Hash: rows[seq-1].Hash}, played)
	_, err = s.Fold(ctx, id, board.Folding{Base: base, ACL: head.ACL, Now: 5000})
	must(err)
	for more := true; more; {
		more, err = s.Empty(ctx, id)
		must(err)
	}
}

func liveOn(t *testing.T, s *persistence.Store, id board.ID, must func(error)) {
	t.Helper()
	ctx := context.Background()
	link := sha256.Sum256([]byte(id))
	first := change(board.Put{ID: board.Settings, Props: board.Props{{Path: "kind", Value: `"board"`}, {Path: "title", Value: `"Life"`}}})
	b := board.NewBoard{ID: id, Owner: "user-0", Title: "Life", Epoch: "epoch-of-before-", Now: 1000, Payload: first, Link: link}
	rand.Read(b.Salt[:])
	must(s.CreateBoard(ctx, b))
	for _, user := range []board.UserID{"user-1", "user-2"} {
		_, err := s.Join(ctx, id, user, link, "", 1001)
		must(err)
		must(s.Star(ctx, id, user, true))
	}
	must(s.HostSays(ctx, id, "user-2", board.RoleViewer, 1, 1002))
	for hand := range 4 { // two pages of Ann's, one of each of the others
		user := board.UserID(fmt.Sprint("user-", hand%3))
		e, err := s.Enter(ctx, id, user, sha256.Sum256([]byte{byte(hand)}))
		must(err)
		if hand == 1 { // Ann strikes out one of her first changes
			_, err := s.Strike(ctx, id, board.Striking{By: "user-0", Now: 1026, Seqs: []board.Seq{20}})
			must(err)
		}
		for n := range int64(25) {
			if hand != 2 || n < 24 {
				draw(t, s, id, user, e, n+1, hand == 3 && n == 24)
			}
		}
	}
	rows, err := s.Log(ctx, id, 0, 1000)
	must(err)
	head, err := s.Head(ctx, id)
	must(err)
	played := board.New()
	for _, r := range rows {
		c, err := r.Change()
		must(err)
		played.Apply(board.Stamp{Seq: r.Seq, Author: r.Author}, c.Ops)
		if r.Seq == 50 || r.Seq == 80 {
			must(s.SaveSnapshot(ctx, id, snapshot(board.Position{Epoch: head.Epoch, Seq: r.Seq, Hash: r.Hash}, played)))
		}
	}
	must(s.SetEmbedding(ctx, id, "user-0", board.Embedding{Origins: []string{"https://a.example", "http://b.test:81"}, Unfurl: true}))
	picture := make([]byte, board.AssetPart+12345)
	rand.Read(picture)
	asset := board.NewAsset{Asset: board.Asset{Hash: sha256.Sum256(picture), Type: "image/png", Width: 3, Height: 4, Size: int64(len(picture))}, Board: id, By: "user-1", Now: 2000}
	_, err = s.SaveAsset(ctx, asset, bytes.NewReader(picture))
	must(err)
}

func snapshot(at board.Position, b *board.Board) board.Snapshot {
	return board.NewSnapshot(at, b.AppendCanonical(nil))
}

func change(ops ...board.Op) []byte { return board.AppendChange(nil, board.Change{Ops: ops}) }

// draw appends a hand's n-th change; refused, only its number is used up.
func draw(t *testing.T, s *persistence.Store, id board.ID, user board.UserID, e board.Entry, n int64, refused bool) {
	t.Helper()
	ctx := context.Background()
	head, err := s.Head(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	payload := change(board.Put{ID: board.ElementID(fmt.Sprintf("element-%d-%d", e.Client, n)), Props: board.Props{
		{Path: "at", Value: board.Value(fmt.Sprintf("[%d,%d]", n*100, e.Client))}, {Path: "kind", Value: `"rectangle"`}}})
	p := board.Pending{User: user, Author: e.Author, Client: e.Client, N: n, Digest: board.Digest(payload), Payload: payload}
	if refused {
		p.Payload = nil
	}
	out := s.Append(ctx, []board.Batch{{Board: id, ACL: head.ACL, Now: 1000 + n, Items: []board.Pending{p}}})
	if out[0].Err != nil || out[0].Items[0].Stored != board.Appended {
		t.Fatalf("%+v", out[0])
	}
}

// rowsOf is a dump, kept.
func rowsOf(t *testing.T, s *persistence.Store, derived bool) []persistence.Row {
	t.Helper()
	var all []persistence.Row
	err := s.Dump(context.Background(), func(t *persistence.Table) bool { return t.Derived && !derived }, func(r persistence.Row) error {
		all = append(all, copied(r))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func copied(r persistence.Row) persistence.Row {
	r.Values = slices.Clone(r.Values)
	for i, v := range r.Values {
		if b, ok := v.([]byte); ok {
			r.Values[i] = bytes.Clone(b)
		}
	}
	return r
}

func fill(t *testing.T, s *persistence.Store, rows []persistence.Row) error {
	t.Helper()
	return s.Fill(context.Background(), func(f *persistence.Filling) error {
		for _, r := range rows {
			if err := f.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func check(rows []persistence.Row) (proof.Count, []string) {
	var found []string
	c := proof.Check{Found: func(f proof.Finding) { found = append(found, f.String()) }}
	for _, r := range rows {
		c.Take(copied(r))
	}
	c.End()
	return c.Count, found
}

func openAt(t *testing.T, c persistence.Config) *persistence.Store {
	t.Helper()
	s, err := persistence.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// places are the databases there are here.
func places(t *testing.T) map[string]func(*testing.T) storetest.Place {
	all := map[string]func(*testing.T) storetest.Place{"SQLite": sqlitePlace}
	if t.Run("with PostgreSQL", func(t *testing.T) { needPostgres(t); all["PostgreSQL"] = postgresPlace }); t.Failed() {
		t.FailNow()
	}
	return all
}

// TestC74_what_is_kept_goes_from_any_database_into_any: every row of every table comes out of one and goes into the other as it was, numbers
// go on after it, and it proves to be whole there. What is not empty is left alone.
func TestC74_what_is_kept_goes_from_any_database_into_any(t *testing.T) {
	t.Parallel()
	all := places(t)
	for from, place := range all {
		for to, empty := range all {
			t.Run(from+" to "+to, func(t *testing.T) {
				t.Parallel()
				s := openAt(t, place(t).Config)
				ids := life(t, s)
				rows := rowsOf(t, s, false)
				other := openAt(t, empty(t).Config)
				if err := fill(t, other, rows); err != nil {
					t.Fatal(err)
				}
				same(t, rows, rowsOf(t, other, false))
				if n, found := check(rowsOf(t, other, true)); len(found) > 0 || n.Boards != 2 || n.Changes != 201 || n.Assets != 2 {
					t.Errorf("%+v %v", n, found)
				}
				if err := fill(t, other, rows); err == nil || !strings.Contains(err.Error(), persistence.ErrNotEmpty.Error()) {
					t.Errorf("into what is not empty: %v", err)
				}
				goesOn(t, other, ids[1])
			})
		}
	}
}

// goesOn draws on a board that was filled in, and makes another.
func goesOn(t *testing.T, s *persistence.Store, id board.ID) {
	t.Helper()
	e, err := s.Enter(context.Background(), id, "user-0", sha256.Sum256([]byte{0}))
	if err != nil || e.LastN != 25 {
		t.Fatalf("%+v, %v", e, err)
	}
	draw(t, s, id, "user-0", e, 26, false)
	liveOn(t, s, "board-of-later", func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	})
	if n, found := check(rowsOf(t, s, true)); len(found) > 0 || n.Boards != 3 {
		t.Errorf("%+v %v", n, found)
	}
}

func same(t *testing.T, want, got []persistence.Row) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d rows, want %d", len(got), len(want))
	}
	tables := map[string]int{}
	for i := range want {
		tables[want[i].Table.Name]++
		if want[i].Table != got[i].Table || fmt.Sprintf("%#v", want[i].Values) != fmt.Sprintf("%#v", got[i].Values) {
			t.Fatalf("row %d of %s: %v, want %v", i, want[i].Table.Name, got[i].Values, want[i].Values)
		}
	}
	for _, table := range persistence.Tables() {
		if tables[table.Name] == 0 && !table.Derived {
			t.Errorf("%s was never exercised", table.Name)
		}
	}
}

// TestC74_nothing_that_is_kept_is_left_out: a new table or column belongs into the list of what a backup holds, or into that of what it leaves.
func TestC74_nothing_that_is_kept_is_left_out(t *testing.T) {
	t.Parallel()
	for name, place := range places(t) {
		t.Run(name, func(t *testing.T) {
			p := place(t)
			openAt(t, p.Config)
			want := schema(t, p.SQL, name == "SQLite")
			for _, table := range persistence.Tables() {
				for _, column := range table.Columns {
					if !want[table.Name+"."+column] {
						t.Errorf("%s.%s is not in the schema", table.Name, column)
					}
					delete(want, table.Name+"."+column)
				}
			}
			for column := range want {
				if table, _, _ := strings.Cut(column, "."); !slices.Contains(persistence.Left, table) {
					t.Errorf("%s is in no backup (persistence/kept.go)", column)
				}
			}
		})
	}
}

func schema(t *testing.T, db *sql.DB, sqlite bool) map[string]bool {
	t.Helper()
	query := `SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'`
	if sqlite {
		query = `SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`
	}
	rows, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]bool{}
	for rows.Next() {
		var column string
		if err := rows.Scan(&column); err != nil {
			t.Fatal(err)
		}
		all[column] = true
	}
	if len(all) < 50 {
		t.Fatalf("only %d columns were found", len(all))
	}
	return all
}

// TestC74_a_dump_is_of_one_moment: what is committed while it is read is not in it.
func TestC74_a_dump_is_of_one_moment(t *testing.T) {
	t.Parallel()
	for name, place := range places(t) {
		t.Run(name, func(t *testing.T) {
			p := place(t)
			s := openAt(t, p.Config)
			id := life(t, s)[1]
			beside, err := persistence.Beside(context.Background(), p.Config)
			if err != nil {
				t.Fatal(err)
			}
			defer beside.Close()
			e, err := s.Enter(context.Background(), id, "user-0", sha256.Sum256([]byte{0}))
			if err != nil {
				t.Fatal(err)
			}
			var rows []persistence.Row
			n := e.LastN
			err = beside.Dump(context.Background(), func(*persistence.Table) bool { return false }, func(r persistence.Row) error {
				if r.Table.Name == "authors" || r.Table.Name == "clients" {
					n++
					draw(t, s, id, "user-0", e, n, false) // the server goes on
				}
				rows = append(rows, copied(r))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if count, found := check(rows); len(found) > 0 || count.Changes != 201 || n < e.LastN+10 {
				t.Errorf("%d were drawn meanwhile; %+v %v", n-e.LastN, count, found)
			}
		})
	}
}
