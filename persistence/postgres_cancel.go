package persistence

import (
	"context"
	"errors"
	"net"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var errNoCancel = errors.New("a statement is never cancelled")

// neverCancel makes a connection ask nobody to cancel its statement when it is given up. A COMMIT that waits for a standby and is cancelled
// counts as done on the primary alone: its rows could be seen there, and would be lost with it. Left waiting, it is seen by nobody until
// the standby has it. All else ends by the session's own limits, which are shorter than our patience. The request to cancel is the
// only thing that the driver dials for once a connection stands.
func neverCancel(_ context.Context, c *pgx.ConnConfig) error {
	var stands atomic.Bool
	dial, validate := c.DialFunc, c.ValidateConnect
	c.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		if stands.Load() {
			return nil, errNoCancel
		}
		return dial(ctx, network, address)
	}
	c.ValidateConnect = func(ctx context.Context, conn *pgconn.PgConn) error {
		err := validate(ctx, conn)
		stands.Store(err == nil)
		return err
	}
	return nil
}
