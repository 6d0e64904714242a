package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
)

// plainly says an error in one line, and what is wrong with a file or a folder in words instead of the system's.
func plainly(err error) string {
	text := err.Error()
	var at *fs.PathError
	if errors.As(err, &at) {
		text = strings.ReplaceAll(text, at.Error(), wrongWith(at))
	}
	return strings.Join(strings.Fields(text), " ") // one line, whatever a database says
}

func wrongWith(at *fs.PathError) string {
	if at.Op == "mkdir" {
		return notMade(at)
	}
	switch {
	case errors.Is(at, fs.ErrNotExist):
		return at.Path + " is not there"
	case errors.Is(at, fs.ErrPermission):
		return "this user may not use " + at.Path
	case errors.Is(at, syscall.EISDIR):
		return at.Path + " is a folder, and not a file"
	case errors.Is(at, syscall.ENOTDIR):
		return at.Path + " lies below something that is no folder"
	}
	return at.Error()
}

// notMade says why there is no such folder and none can be made.
func notMade(at *fs.PathError) string {
	about, err := os.Stat(at.Path)
	switch {
	case err == nil && !about.IsDir():
		return at.Path + " is a file, and not a folder"
	case errors.Is(at, fs.ErrPermission):
		return "this user may not make the folder " + at.Path
	case errors.Is(at, fs.ErrNotExist):
		return "the folder " + at.Path + " cannot be made: the system takes none there"
	}
	return fmt.Sprintf("the folder %s cannot be made: %v", at.Path, at.Err)
}

// counted is "1 board" or "2 boards".
func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// mayBecomeFile says why a path cannot be that of a file to write: it costs little to find out, and the work before it may cost hours.
func mayBecomeFile(path, folder string) error {
	if about, err := os.Stat(path); err == nil && about.IsDir() {
		return &fs.PathError{Op: "write", Path: path, Err: syscall.EISDIR}
	}
	about, err := os.Stat(folder)
	if err == nil && !about.IsDir() {
		err = &fs.PathError{Op: "write", Path: path, Err: syscall.ENOTDIR}
	}
	return err
}
