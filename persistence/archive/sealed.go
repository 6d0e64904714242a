package archive

import (
	"bufio"
	"crypto/sha256"
	"io"
)

// Begins says whether a file begins as a backup does. Nothing is said of the rest of it.
func Begins(from io.Reader) bool {
	name := make([]byte, len(magic))
	_, err := io.ReadFull(from, name)
	return err == nil && string(name) == magic
}

// Sealed reads a file and says whether it is as it was written, to its end: ErrNotBackup, ErrCut, ErrDamaged, or what reading it says. It
// unpacks nothing, so it takes a fraction of the time that Read takes, and does not say whether the rows fit together.
func Sealed(from io.Reader) error {
	r := &reader{from: bufio.NewReaderSize(from, 1<<20), sum: sha256.New()}
	if err := r.name(); err != nil {
		return err
	}
	for {
		if more, err := r.pass(); err != nil || !more {
			if err == nil {
				err = r.seal()
			}
			return err
		}
	}
}
