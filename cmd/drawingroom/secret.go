package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// secret makes a secret that no person needs to know, once.
type secret struct {
	File string `arg:"" type:"path" help:"Where it is written. A file that is there already stays as it is."`
}

// Run writes 130 random bits as text. Whoever may look into the folder may read it: those who share it need not be the same user.
func (s secret) Run(to streams) error {
	file, err := os.OpenFile(s.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if errors.Is(err, fs.ErrExist) {
		fmt.Fprintln(to.out, s.File, "is there already.")
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.WriteString(rand.Text() + "\n")
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return errors.Join(err, os.Remove(s.File)) // half a secret is none
	}
	fmt.Fprintln(to.out, "Made", s.File)
	return nil
}
