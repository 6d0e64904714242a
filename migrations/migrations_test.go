package migrations

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var dialects = map[string]fs.FS{"sqlite": SQLite(), "postgres": Postgres()}

func names(t *testing.T, dir fs.FS) []string {
	t.Helper()
	all, err := fs.Glob(dir, "*")
	if err != nil || len(all) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	slices.Sort(all)
	return all
}

// A gap or a number used twice would make two databases of the same version differ.
func TestNumbersAreContiguous(t *testing.T) {
	form := regexp.MustCompile(`^\d{5}_[a-z_]+\.sql$`)
	for dialect, dir := range dialects {
		for i, name := range names(t, dir) {
			if want := fmt.Sprintf("%05d_", i+1); !strings.HasPrefix(name, want) || !form.MatchString(name) {
				t.Errorf("%s/%s: want %sname.sql", dialect, name, want)
			}
		}
	}
}

func TestBothDialectsHaveTheSameFiles(t *testing.T) {
	if diff := cmp.Diff(names(t, SQLite()), names(t, Postgres())); diff != "" {
		t.Error(diff)
	}
}

// tables reads "table column" pairs out of the CREATE TABLE and ADD COLUMN statements.
func tables(t *testing.T, dir fs.FS) []string {
	t.Helper()
	var out []string
	create := regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\)`)
	add := regexp.MustCompile(`ALTER TABLE (\w+) ADD COLUMN (\w+)`)
	column := regexp.MustCompile(`(?m)^  ([a-z_]+) +[A-Z]`)
	for _, name := range names(t, dir) {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range create.FindAllSubmatch(text, -1) {
			for _, c := range column.FindAllSubmatch(m[2], -1) {
				out = append(out, string(m[1])+" "+string(c[1]))
			}
		}
		for _, m := range add.FindAllSubmatch(text, -1) {
			out = append(out, string(m[1])+" "+string(m[2]))
		}
	}
	if len(out) < 50 {
		t.Fatalf("only %d columns were found: the test reads the files wrongly", len(out))
	}
	return out
}

func TestBothDialectsHaveTheSameTables(t *testing.T) {
	if diff := cmp.Diff(tables(t, SQLite()), tables(t, Postgres())); diff != "" {
		t.Error(diff)
	}
}

// C75: nothing here may throw data away: a migration that does is a disaster that no restore undoes in time.
func TestC75_no_migration_destroys_data(t *testing.T) {
	guard := regexp.MustCompile(`BEFORE (UPDATE|DELETE|TRUNCATE) ON (changes|strikes|folds|bases|seals)`)
	bad := regexp.MustCompile(`(?i)\b(TRUNCATE|DROP\s+(TABLE|COLUMN|SCHEMA|DATABASE)|DELETE\s+FROM|UPDATE\s+changes|ALTER\s+TABLE\s+\w+\s+DROP)\b`)
	for dialect, dir := range dialects {
		for _, name := range names(t, dir) {
			text, err := fs.ReadFile(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			if m := bad.Find(guard.ReplaceAll(text, nil)); m != nil {
				t.Errorf("%s/%s: %s", dialect, name, m)
			}
		}
	}
}
