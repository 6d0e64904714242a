package persistence

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"drawingroom/rooms/board"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// readOnly is the SQLSTATE of a server that has become a standby.
const readOnly = "25006"

// failed tells apart what an error means. committing says that the COMMIT had been sent: without an answer to it nobody knows.
func (e *postgresEngine) failed(err error, committing bool) error {
	if err == nil {
		return nil
	}
	var said *pgconn.PgError
	switch {
	case errors.As(err, &said):
		if said.Code == readOnly {
			e.pool.Reset() // the other connections lead there too
		}
		// A session that is ended while it commits may have committed.
		if committing && said.Severity != "ERROR" {
			return fmt.Errorf("%w: %w", board.ErrUnknown, err)
		}
		if passing(said.Code) {
			return fmt.Errorf("%w: %w", board.ErrBusy, err)
		}
		return err
	case committing:
		return fmt.Errorf("%w: %w", board.ErrUnknown, err)
	case lost(err):
		return fmt.Errorf("%w: %w", board.ErrBusy, err)
	}
	return err
}

// passing says whether a refusal of the server may be gone at the next try, by its SQLSTATE: connection (08), read-only,
// serialization and deadlock (40), resources and disk full (53), lock timeout, cancelled or shutting down (57), I/O (58).
func passing(code string) bool {
	if code == readOnly || code == "55P03" || code == "25P03" {
		return true
	}
	switch code[:2] {
	case "08", "40", "53", "57", "58":
		return true
	}
	return false
}

// away marks the failure of a first connection that may be another later. An address that is wrong, or a password, stays so.
func away(err error) error {
	var said *pgconn.PgError
	if errors.As(err, &said) && !passing(said.Code) || !lost(err) && said == nil {
		return err
	}
	return fmt.Errorf("%w: %w", ErrAway, err)
}

// lost says whether the connection failed, or could not be made.
func lost(err error) bool {
	var network net.Error
	var connect *pgconn.ConnectError
	return errors.As(err, &network) || errors.As(err, &connect) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		pgconn.SafeToRetry(err) || pgconn.Timeout(err)
}

// unconfirmedKey marks a connection whose last commit was not confirmed by the standby it waited for.
const unconfirmedKey = "drawingroom.unconfirmed"

// notice watches for the one notice that changes what a commit means: the wait for a synchronous standby was broken off,
// so that the commit is told as done though only this server has it.
func notice(conn *pgconn.PgConn, n *pgconn.Notice) {
	if n.Routine == "SyncRepWaitForLSN" {
		conn.CustomData()[unconfirmedKey] = true
	}
}

// unconfirmed is ErrUnknown if the connection's last commit was told as done without its standby.
func unconfirmed(conn *pgx.Conn) error {
	marks := conn.PgConn().CustomData()
	if marks[unconfirmedKey] == nil {
		return nil
	}
	delete(marks, unconfirmedKey)
	return fmt.Errorf("%w: the standby has not confirmed", board.ErrUnknown)
}
