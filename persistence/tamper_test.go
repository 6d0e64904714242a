package persistence_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// pick finds the i-th row of a table, of those of the first board.
func pick(rows []persistence.Row, table string, i int) int {
	for at, r := range rows {
		if r.Table.Name == table {
			if i == 0 {
				return at
			}
			i--
		}
	}
	return -1
}

// spoilt is something that is changed in what a store holds, and what is to be found of it.
type spoilt struct {
	table string
	row   int
	spoil func(persistence.Row) // nil: the row is taken away
	want  string
}

func flip(column string) func(persistence.Row) {
	return func(r persistence.Row) {
		b := r.Bytes(column)
		b[len(b)/2] ^= 0x20
	}
}

func add(column string, n int64) func(persistence.Row) {
	return func(r persistence.Row) { r.Set(column, r.Number(column)+n) }
}

func (c spoilt) isFound(t *testing.T, whole []persistence.Row, in string) {
	t.Helper()
	rows := slices.Clone(whole)
	at := pick(rows, c.table, c.row)
	if c.spoil == nil {
		rows = slices.Delete(rows, at, at+1)
	} else {
		rows[at] = copied(rows[at])
		c.spoil(rows[at])
	}
	n, found := check(rows)
	if len(found) == 0 || n.Damaged != 1 || !strings.HasPrefix(found[0], in) || !strings.Contains(strings.Join(found, "\n"), c.want) {
		t.Errorf("found %q, want %q", found, c.want)
	}
}

// TestC16_every_kind_of_damage_is_found_and_named: one thing is changed in what a store holds; the board and the row are named, and nothing
// else is.
func TestC16_every_kind_of_damage_is_found_and_named(t *testing.T) {
	t.Parallel()
	s := openAt(t, sqlitePlace(t).Config)
	life(t, s)
	whole := rowsOf(t, s, true)
	if n, found := check(whole); len(found) > 0 || n.Snapshots != 4 {
		t.Fatalf("untouched: %+v, %v", n, found)
	}
	for name, c := range map[string]spoilt{
		"a payload":                    {"changes", 41, flip("payload"), "row 42: it is not what was written"},
		"a salt":                       {"changes", 41, flip("salt"), "row 42: it is not what was written"},
		"a hash":                       {"changes", 41, flip("hash"), "row 42: it is not what was written"},
		"an author":                    {"changes", 41, add("author", 1), "row 42: it is not what was written"},
		"a time":                       {"changes", 41, add("time", 1), "row 42: it is not what was written"},
		"the first":                    {"changes", 0, flip("payload"), "row 1: it is not what was written"},
		"a seal":                       {"strikes", 0, flip("sealed"), "row 20: it is not what was written"},
		"a seal is gone":               {"strikes", 0, nil, "row 20: it is not what was written"},
		"another's seal":               {"strikes", 0, add("seq", 1), "row 21: it is said to be struck out, and still says something"},
		"a mark":                       {"changes", 26, flip("payload"), "row 27: it is not what was written"},
		"another mark":                 {"strikes", 0, add("mark", 1), "row 20: it is marked as struck out by row 27, and said to be by row 28"},
		"struck, and not all gone":     {"changes", 19, func(r persistence.Row) { r.Set("digest", []byte{1}) }, "row 20: it is struck out, but not all that it said is gone"},
		"emptied":                      {"changes", 41, func(r persistence.Row) { r.Set("payload", []byte{}); r.Set("salt", []byte{}) }, "row 42: it is not what was written"},
		"a row is gone":                {"changes", 41, nil, "row 42: it is missing"},
		"the newest row is gone":       {"changes", 99, nil, "says that it stands at 100"},
		"the head is behind":           {"boards", 0, add("seq", -1), "says that it stands at 99"},
		"the head's hash":              {"boards", 0, flip("hash"), "says that it stands at 100"},
		"a snapshot's body":            {"snapshots", 0, flip("body"), "row 50: its snapshot is damaged"},
		"a snapshot's state":           {"snapshots", 1, flip("state"), "row 80: its snapshot is damaged"},
		"a client sent more":           {"clients", 1, add("last_n", -1), "client 1 is said to have sent 24"},
		"a client is not known":        {"clients", 2, nil, "its client, 2, is not known"},
		"an author is not known":       {"authors", 2, nil, "its author, 3, is not known"},
		"more clients than were given": {"boards", 0, add("clients", -1), "client 4 is beyond the 3"},
		"a picture":                    {"asset_parts", 1, flip("bytes"), "the picture"},
		"a part of a picture is gone":  {"asset_parts", 0, nil, "part 0 of the picture"},
	} {
		t.Run(name, func(t *testing.T) { c.isFound(t, whole, "board-of-life-0") })
	}
}

// TestC16_damage_to_what_was_folded_is_found_and_named: the second of the boards is folded up to its row 40.
func TestC16_damage_to_what_was_folded_is_found_and_named(t *testing.T) {
	t.Parallel()
	s := openAt(t, sqlitePlace(t).Config)
	life(t, s)
	whole := rowsOf(t, s, true)
	for name, c := range map[string]spoilt{
		"a base":                       {"bases", 0, flip("bytes"), "row 40: the base, what the board was here, is damaged"},
		"a base is gone":               {"bases", 0, nil, "row 40: the base, what the board was here, is damaged"},
		"a base of another state":      {"folds", 0, flip("state"), "row 40: the base, what the board was here, is damaged"},
		"a fold's seal":                {"seals", 0, flip("bytes"), "it is not what was written"},
		"a fold's seals are gone":      {"seals", 0, nil, "row 1: it is not what was written"},
		"a fold is gone":               {"folds", 0, nil, "row 1: it is not what was written"},
		"folded less far":              {"folds", 0, add("seq", -1), "row 39: the base, what the board was here, is damaged"},
		"a fold that nothing marks":    {"changes", 200, nil, "row 40: the board is said to be folded up to here, and no row of the log marks it"},
		"emptied by a fold, not quite": {"changes", 110, func(r persistence.Row) { r.Set("digest", []byte{1}) }, "row 11: it is said to be emptied by a fold, and still says something"},
	} {
		t.Run(name, func(t *testing.T) { c.isFound(t, whole, "board-of-life-1") })
	}
}

// TestC13_a_snapshot_of_another_state_is_found: it is whole in itself, and only the log shows that it is wrong.
func TestC13_a_snapshot_of_another_state_is_found(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := openAt(t, sqlitePlace(t).Config)
	id := life(t, s)[0]
	rows, err := s.Log(ctx, id, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	head, err := s.Head(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	at := board.Position{Epoch: head.Epoch, Seq: 90, Hash: rows[89].Hash}
	if err := s.SaveSnapshot(ctx, id, snapshot(at, board.New())); err != nil {
		t.Fatal(err)
	}
	if _, found := check(rowsOf(t, s, true)); len(found) != 1 || !strings.Contains(found[0], "row 90: its snapshot is not what the log comes to") {
		t.Errorf("%v", found)
	}
	if err := s.DropSnapshot(ctx, id, at); err != nil {
		t.Fatal(err)
	}
	if n, found := check(rowsOf(t, s, true)); len(found) != 0 || n.Snapshots != 4 {
		t.Errorf("when it has been dropped: %+v %v", n, found)
	}
}
