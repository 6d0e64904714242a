package processtest

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/wire"
)

// TestC12_a_change_that_the_database_refuses: of what gathers into one batch, PostgreSQL refuses one row, and with it the transaction. The others are
// stored all the same, and soon; whoever sent that one is told, and goes on.
func TestC12_a_change_that_the_database_refuses(t *testing.T) {
	t.Parallel()
	address := database(t)
	server := onDatabase(t, address)
	server.start()
	refuse(t, address, "poison-0001")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := gather(ctx, t, 5, func(int) func() int { return func() int { return 0 } }, server)
	eve := c.pages[0]
	eve.mayFail = wire.RefusedInternal
	c.live(ctx)
	draw := newSteady(c, 5*time.Millisecond, 10)
	for round := range 3 {
		goOn(c, "drawing", c.pages...)
		eve.draw(ctx, 100, board.Put{ID: "poison-0001", Props: board.Props{{Path: "kind", Value: `"rectangle"`}}})
		begun := time.Now()
		if !eve.until(withPatience(t, ctx, eve), func() bool { return len(eve.refused) > round }) {
			t.Fatalf("the change is never refused; %s", eve.tells())
		}
		t.Logf("refused after %s", time.Since(begun))
		goOn(c, "after it", c.pages...)
	}
	draw.stop()
	h := c.settle(func(p *page) { go p.live(ctx) })
	t.Logf("%d refused, %d rows", len(eve.refused), len(h.rows))
}

// refuse makes the database refuse every row in which a word stands.
func refuse(t *testing.T, address, word string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF position('` + word + `'::bytea IN NEW.payload) > 0 THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$;
		CREATE TRIGGER refuse BEFORE INSERT ON changes FOR EACH ROW EXECUTE FUNCTION refuse()`)
	if err != nil {
		t.Fatal(err)
	}
}
