package server

import (
	"io"
	"sync/atomic"
)

// tally counts bytes as they come.
type tally struct{ atomic.Int64 }

// of returns a reader whose bytes are counted.
func (t *tally) of(r io.Reader) io.Reader { return tallied{r, t} }

type tallied struct {
	io.Reader
	by *tally
}

func (r tallied) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.by.Add(int64(n))
	return n, err
}
