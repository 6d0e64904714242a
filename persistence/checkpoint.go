package persistence

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"
)

const (
	// checkpointEvery is how often what was committed is carried into the database file. Commits do not wait for it.
	checkpointEvery = 250 * time.Millisecond
	// largeLog is the size in bytes beyond which the write-ahead log is emptied, for which commits have to wait.
	largeLog = 64 << 20
)

// checkpointer carries the write-ahead log into the database file, on a connection of its own.
type checkpointer struct {
	db     *sql.DB
	log    string // path of the write-ahead log
	alone  sync.Locker
	last   os.FileInfo
	ticker *time.Ticker
	done   chan struct{}
	ended  chan struct{}
}

// startCheckpointer starts it. alone keeps the writer out while the log is emptied.
func startCheckpointer(path string, alone sync.Locker) (*checkpointer, error) {
	db, err := openFile(path, 1, "synchronous(FULL)", "wal_autocheckpoint(0)")
	if err != nil {
		return nil, err
	}
	c := &checkpointer{
		db: db, log: path + "-wal", alone: alone, ticker: time.NewTicker(checkpointEvery),
		done: make(chan struct{}), ended: make(chan struct{}),
	}
	go c.run()
	return c, nil
}

func (c *checkpointer) run() {
	defer close(c.ended)
	for {
		select {
		case <-c.ticker.C:
			c.tick()
		case <-c.done:
			return
		}
	}
}

// tick does what is due. A failure is not told: the log only grows until it works again, and commits tell of a failing disk.
func (c *checkpointer) tick() {
	now, err := os.Stat(c.log)
	if err != nil || now.Size() == 0 {
		return
	}
	if c.last != nil && c.last.Size() == now.Size() && c.last.ModTime().Equal(now.ModTime()) {
		return
	}
	c.last = now
	if now.Size() < largeLog {
		c.checkpoint("PASSIVE")
		return
	}
	c.alone.Lock()
	defer c.alone.Unlock()
	c.checkpoint("TRUNCATE")
}

func (c *checkpointer) checkpoint(how string) error {
	_, err := c.db.ExecContext(context.Background(), "PRAGMA wal_checkpoint("+how+")")
	return err
}

// stop ends it after a last checkpoint that empties the log. Readers are closed before.
func (c *checkpointer) stop() error {
	c.ticker.Stop()
	close(c.done)
	<-c.ended
	c.alone.Lock()
	defer c.alone.Unlock()
	return errors.Join(c.checkpoint("TRUNCATE"), c.db.Close())
}
