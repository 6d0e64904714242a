package archive

import (
	"errors"
	"fmt"

	"drawingroom/persistence"
)

const (
	// Format is the version of the file.
	Format = 1
	magic  = "Drawing Room backup\n"

	blockBytes = 1 << 20
	// mostPacked and mostPlain bound a block that is read, in bytes: more is no backup. The longest row is a part of a picture.
	mostPacked = 8 << 20
	mostPlain  = 32 << 20
)

// The reasons to refuse a file.
var (
	ErrNotBackup = errors.New("this is no backup of Drawing Room")
	ErrCut       = errors.New("the backup is cut short: its end is missing")
	ErrDamaged   = errors.New("the backup is damaged: its checksum differs")
	ErrNewer     = errors.New("the backup was made by a newer version of this program")
)

// Heading says what a file holds.
type Heading struct {
	Format int        `json:"format"`
	Made   int64      `json:"made"` // ms since 1970
	Tables []contents `json:"tables"`
}

type contents struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Forms   string   `json:"forms"` // a letter a column, see persistence.Form
}

func newHeading(made int64) Heading {
	h := Heading{Format: Format, Made: made}
	for _, t := range persistence.Tables() {
		if !t.Derived {
			forms := make([]byte, len(t.Forms))
			for i, form := range t.Forms {
				forms[i] = byte(form)
			}
			h.Tables = append(h.Tables, contents{t.Name, t.Columns, string(forms)})
		}
	}
	return h
}

// source says where the columns of a table of ours stand in the rows of a file.
type source struct {
	table *persistence.Table
	forms []persistence.Form
	// at is, for each column of ours, its place in the file; -1: the file is of before it.
	at []int
}

// sources finds our tables in the heading. A table or column that we do not know is of a newer version.
func (h Heading) sources() ([]source, error) {
	ours := map[string]*persistence.Table{}
	for _, t := range persistence.Tables() {
		ours[t.Name] = t
	}
	var all []source
	for _, c := range h.Tables {
		t := ours[c.Name]
		if t == nil {
			return nil, fmt.Errorf("%w: it has a table %q", ErrNewer, c.Name)
		}
		s, err := c.source(t)
		if err != nil {
			return nil, err
		}
		all = append(all, s)
	}
	return all, nil
}

func (c contents) source(t *persistence.Table) (source, error) {
	s := source{table: t, at: make([]int, len(t.Columns))}
	if len(c.Forms) != len(c.Columns) {
		return s, ErrNotBackup
	}
	places := map[string]int{}
	for i, name := range c.Columns {
		places[name] = i
		s.forms = append(s.forms, persistence.Form(c.Forms[i]))
	}
	for i, name := range t.Columns {
		place, there := places[name]
		switch {
		case !there && !t.MayLack(name):
			return s, fmt.Errorf("%w: %s has no column %q", ErrNotBackup, t.Name, name)
		case !there:
			place = -1
		case s.forms[place] != t.Forms[i]:
			return s, fmt.Errorf("%w: %s.%s is of another form", ErrNewer, t.Name, name)
		}
		delete(places, name)
		s.at[i] = place
	}
	for name := range places {
		return s, fmt.Errorf("%w: %s has a column %q", ErrNewer, t.Name, name)
	}
	return s, nil
}

// row puts the values of a row of the file into the order of our columns.
func (s source) row(values []any) persistence.Row {
	r := persistence.Row{Table: s.table, Values: make([]any, len(s.at))}
	for i, place := range s.at {
		if place < 0 {
			r.Values[i] = s.table.Absent(s.table.Columns[i])
		} else {
			r.Values[i] = values[place]
		}
	}
	return r
}
