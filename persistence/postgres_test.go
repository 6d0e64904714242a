package persistence_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"drawingroom/persistence"
	"drawingroom/persistence/storetest"

	_ "github.com/jackc/pgx/v5/stdlib"
)

func TestPostgres(t *testing.T) {
	needPostgres(t)
	storetest.Run(t, postgresPlace)
}

func needPostgres(t testing.TB) string {
	address := os.Getenv("TEST_POSTGRES_URL")
	if address == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("TEST_POSTGRES_URL is not set: run the tests with scripts/with-postgres.sh")
		}
		t.Skip("no PostgreSQL: run the tests with scripts/with-postgres.sh")
	}
	return address
}

// template is a migrated database that the tests' own are copied from, which is faster than migrating each.
var template = sync.OnceValues(func() (string, error) {
	name := "template_" + strings.ToLower(rand.Text()[:10])
	address, err := newDatabase(os.Getenv("TEST_POSTGRES_URL"), "CREATE DATABASE "+name, name)
	if err != nil {
		return "", err
	}
	s, err := persistence.Open(context.Background(), persistence.Config{URL: address})
	if err != nil {
		return "", err
	}
	return name, s.Close()
})

// making keeps two tests from copying the template at once, which it does not allow.
var making sync.Mutex

func newDatabase(address, statement, name string) (string, error) {
	admin, err := sql.Open("pgx", address)
	if err != nil {
		return "", err
	}
	defer admin.Close()
	if _, err := admin.Exec(statement); err != nil {
		return "", err
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// postgresAddress makes a database of a test's own. It is left: the whole server is thrown away.
func postgresAddress(t testing.TB) string {
	t.Helper()
	server := needPostgres(t)
	making.Lock()
	defer making.Unlock()
	from, err := template()
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text()[:16])
	address, err := newDatabase(server, "CREATE DATABASE "+name+" TEMPLATE "+from, name)
	if err != nil {
		t.Fatal(err)
	}
	return address
}

func postgresPlace(t *testing.T) storetest.Place {
	address := postgresAddress(t)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return storetest.Place{
		Config: persistence.Config{URL: address},
		SQL:    db,
		Shared: true,
		Slow: func(t *testing.T) {
			// The pause lies between the lock and the commit: in the database, where no code of ours can step round it.
			_, err := db.Exec(`CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.05); RETURN NULL; END $$;
				CREATE TRIGGER pause AFTER INSERT ON changes FOR EACH STATEMENT EXECUTE FUNCTION pause()`)
			if err != nil {
				t.Fatal(err)
			}
		},
	}
}
