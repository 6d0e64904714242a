package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"drawingroom/persistence"
)

// progress shows somebody who waits at a terminal how far it is. Elsewhere it says nothing.
type progress struct {
	to      io.Writer // nil: to nobody
	changes int
	next    time.Time
	said    bool
}

func newProgress(to io.Writer) *progress {
	if f, ok := to.(*os.File); ok {
		if at, err := f.Stat(); err == nil && at.Mode()&os.ModeCharDevice != 0 {
			return &progress{to: to, next: time.Now().Add(time.Second)}
		}
	}
	return &progress{}
}

// pass counts a row if it is a change, and twice a second says how many there were.
func (p *progress) pass(r persistence.Row) {
	if r.Table.Name != "changes" {
		return
	}
	p.changes++
	if p.to == nil || time.Now().Before(p.next) {
		return
	}
	fmt.Fprintf(p.to, "\r%d changes …", p.changes)
	p.next, p.said = time.Now().Add(500*time.Millisecond), true
}

// end leaves the line clean for what is said next.
func (p *progress) end() {
	if p.said {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
