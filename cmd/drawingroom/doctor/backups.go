package doctor

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// oldBackup is how old the newest may be: one a day, and some hours for when it is made.
const oldBackup = 36 * time.Hour

// lookBackups looks for the newest backup, how old it is, and whether it could be restored.
func lookBackups(ctx context.Context, p *Patient) []Finding {
	if p.Backups == "" {
		return finding(Unknown, "Say where backups are written with --backups FOLDER.", "it is not known whether there are any")
	}
	newest, closed, err := newestBackup(p)
	switch {
	case err != nil:
		return finding(Wrong, "Name the folder that `drawingroom backup` writes into.", "%s cannot be read as a folder", p.Backups)
	case newest == "" && closed > 0:
		return finding(Unknown, "Run the doctor as a user who may read them.", "this user may read none of the %d files in %s", closed, p.Backups)
	case newest == "":
		return finding(Wrong, "Run `drawingroom backup` every day.", "there is none in %s", p.Backups)
	}
	made, far, err := proven(ctx, p, newest)
	if err != nil {
		return finding(Wrong, "Make another now with `drawingroom backup`, and look whether its disk was full or it was copied in part; `drawingroom verify "+newest+"` says more.",
			"the newest, %s, could not be restored: %v", newest, err)
	}
	of := made.Format(time.DateTime)
	if p.Now().Sub(made) > oldBackup {
		return finding(Worry, "Look why `drawingroom backup` has not run.", "the newest, %s, is of %s", newest, of)
	}
	switch far {
	case Begun:
		return finding(Unknown, "`drawingroom verify "+newest+"` takes the time.", "the newest, %s, is of %s, and too long to be read here", newest, of)
	case Sealed:
		return fine("the newest, %s, is of %s and as it was written; it is too long to be played here, which `drawingroom verify` does", newest, of)
	}
	return fine("the newest, %s, is of %s and whole", newest, of)
}

// newestBackup is the file that was written last of those in a folder that begin as a backup does, "" where there is none. One that is yet being
// written has another name until it is whole. closed is how many may not be read.
func newestBackup(p *Patient) (newest string, closed int, err error) {
	files, err := os.ReadDir(p.Backups)
	if err != nil {
		return "", 0, err
	}
	var last time.Time
	for _, one := range files {
		about, err := one.Info()
		if unfinished, _ := filepath.Match("*.part-*", one.Name()); err != nil || !about.Mode().IsRegular() || unfinished {
			continue
		}
		switch is, err := begins(p, filepath.Join(p.Backups, one.Name())); {
		case errors.Is(err, fs.ErrPermission):
			closed++
		case is && (newest == "" || about.ModTime().After(last)):
			newest, last = filepath.Join(p.Backups, one.Name()), about.ModTime()
		}
	}
	return newest, closed, nil
}

func begins(p *Patient, name string) (bool, error) {
	file, err := os.Open(name)
	if err != nil {
		return false, err
	}
	defer file.Close()
	return p.IsBackup(file), nil
}

// Reach is how far there was time to prove a backup.
type Reach int

// How far it came.
const (
	Begun  Reach = iota
	Sealed       // its end and its checksum are right
	Played       // and so is what is in it
)

// proven has a backup proved, and says when it was made.
func proven(ctx context.Context, p *Patient, name string) (made time.Time, far Reach, err error) {
	file, err := os.Open(name)
	if err != nil {
		return made, Begun, err
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil {
		return made, Begun, err
	}
	made, far, err = p.Prove(ctx, file)
	if made.IsZero() {
		made = about.ModTime() // it does not say so itself
	}
	return made, far, err
}
