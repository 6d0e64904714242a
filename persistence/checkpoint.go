package persistence

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"time"
)

// checkpointEvery is how often what was committed is carried into the database file. Commits do not wait for it.
var checkpointEvery = 250 * time.Millisecond

const (
	// fullLog is the length in bytes from which the write-ahead log is to be written from its start again. Commits wait
	// for the little that came since the last checkpoint, and then write over blocks that the file has already.
	fullLog = 16 << 20
	// largeLog is the size in bytes beyond which the file is emptied, once it is at rest: giving back its blocks takes
	// 40 ms and more on some disks, and commits have to wait for it.
	largeLog = 64 << 20
	// pageSize is SQLite's usual one; a frame of the log is a page and a head of 24 bytes.
	pageSize = 4096
)

// checkpointer carries the write-ahead log into the database file, on a connection of its own.
type checkpointer struct {
	db          *sql.DB
	log         string // path of the write-ahead log
	full, large int64  // fullLog and largeLog
	alone       sync.Locker
	last        os.FileInfo
	ticker      *time.Ticker
	done        chan struct{}
	ended       chan struct{}
}

// startCheckpointer starts it. alone keeps the writer out while the log is emptied. It never waits for a reader, since
// commits would wait with it.
func startCheckpointer(path string, alone sync.Locker) (*checkpointer, error) {
	db, err := openFile(path, 1, "busy_timeout(0)", "synchronous(FULL)", "wal_autocheckpoint(0)")
	if err != nil {
		return nil, err
	}
	c := &checkpointer{
		db: db, log: path + "-wal", full: fullLog, large: largeLog, alone: alone, ticker: time.NewTicker(checkpointEvery),
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
	rests := c.last != nil && c.last.Size() == now.Size() && c.last.ModTime().Equal(now.ModTime())
	c.last = now
	switch {
	case rests && now.Size() >= c.large:
		c.checkpointAlone("TRUNCATE")
	case !rests:
		c.carry()
	}
}

// carry carries over what it can beside the commits. Where the log has grown long, the rest follows with the writer kept
// out: a log that is carried over to its end is written from its start again, unless somebody still reads it.
func (c *checkpointer) carry() {
	if length, err := c.checkpoint("PASSIVE"); err == nil && length >= c.full {
		c.checkpointAlone("PASSIVE")
	}
}

func (c *checkpointer) checkpointAlone(how string) error {
	c.alone.Lock()
	defer c.alone.Unlock()
	_, err := c.checkpoint(how)
	return err
}

// checkpoint returns how long the log is, in bytes of what counts in it; the file may be longer.
func (c *checkpointer) checkpoint(how string) (length int64, err error) {
	var busy, frames, carried int64
	err = c.db.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &frames, &carried)
	return frames * (pageSize + 24), err
}

// empty cuts the log off, with the writer kept out; false: somebody still reads what is in it.
func (c *checkpointer) empty(ctx context.Context) (bool, error) {
	c.alone.Lock()
	defer c.alone.Unlock()
	var busy, frames, carried int64
	err := c.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &carried)
	return err == nil && busy == 0, told(err)
}

// stop ends it after a last checkpoint that empties the log. Readers are closed before.
func (c *checkpointer) stop() error {
	c.ticker.Stop()
	close(c.done)
	<-c.ended
	return errors.Join(c.checkpointAlone("TRUNCATE"), c.db.Close())
}
