// Package migrations holds the schema as numbered SQL files, one set for each dialect, built into the program.
//
// A file is never changed once it has been released: the next change is the next number, in both folders, under the same name.
// Data tables are never dropped or emptied here.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed sqlite/*.sql postgres/*.sql
var files embed.FS

// SQLite returns the files of the embedded database.
func SQLite() fs.FS { return folder("sqlite") }

// Postgres returns the files of PostgreSQL (15 and later).
func Postgres() fs.FS { return folder("postgres") }

func folder(name string) fs.FS {
	sub, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
