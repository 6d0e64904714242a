// Package doctor looks at an instance, running or to be run, and says in plain sentences what is wrong and how to mend it.
package doctor

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// Level says how bad a finding is.
type Level string

// The levels. Only Wrong makes the whole fail.
const (
	Fine  Level = "fine"
	Worry Level = "worry"
	Wrong Level = "wrong"
	// Unknown: it could not be looked at, and the finding says why.
	Unknown Level = "unknown"
)

// Finding is what a check has to say.
type Finding struct {
	Check string `json:"check"`
	Level Level  `json:"level"`
	// Says is what is so, in a sentence.
	Says string `json:"says"`
	// Mend is what to do about it; "" where there is nothing to do.
	Mend string `json:"mend,omitempty"`
}

// Patient is the instance, as its settings describe it.
type Patient struct {
	// Addr is the address it listens on, as HOST:PORT.
	Addr string
	// Folder is the data folder; Embedded says that the database lies there.
	Folder   string
	Embedded bool
	// PublicURLs are the addresses that people use, with the path that the pages lie under.
	PublicURLs []string
	// Trusted are the networks of proxies that are believed.
	Trusted []netip.Prefix
	// NATS are servers that join several nodes, as nats://HOST:PORT, with commas between; "" for none.
	NATS string
	// Connections is how many sockets it lets be open; 0: no limit.
	Connections int
	// Backups is a folder that backups are written into; "" where that is not known.
	Backups string
	// IsBackup says whether a file begins as a backup does; Prove reads one as far as ctx lets it, and says when it was made (zero: that is not
	// known), how far it came, and what keeps it from being restored.
	IsBackup func(file io.Reader) bool
	Prove    func(ctx context.Context, file io.ReadSeeker) (made time.Time, far Reach, err error)
	// Database asks whether the database can be used: what is there, or why not. There nil means that it is yet to be made.
	Database func(ctx context.Context) (there bool, err error)
	// Token is one that the instance must take, "" where there is no key to make one with.
	Token string
	// Web asks the public addresses.
	Web *http.Client
	Now func() time.Time
}

// check looks at one thing.
type check struct {
	name string
	look func(ctx context.Context, p *Patient) []Finding
}

// checks is all that is looked at, in the order in which it is said. A new one is a function and a line here.
var checks = []check{
	{"data folder", lookFolder},
	{"disk", lookDisk},
	{"durability", lookSync},
	{"database", lookDatabase},
	{"port", lookPort},
	{"open files", lookFiles},
	{"memory", lookMemory},
	{"clock", lookClock},
	{"NATS", lookNATS},
	{"backups", lookBackups},
	{"public address", lookPublic},
}

// Look makes all checks, each within its time.
func Look(ctx context.Context, p *Patient) []Finding {
	var all []Finding
	for _, c := range checks {
		for _, f := range within(ctx, c, p) {
			f.Check = c.name
			all = append(all, f)
		}
	}
	return all
}

// checkTime is how long a check may take.
const checkTime = 30 * time.Second

func within(ctx context.Context, c check, p *Patient) []Finding {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	return c.look(ctx, p)
}

// Count is how many findings are of a level.
func Count(all []Finding, of Level) (n int) {
	for _, f := range all {
		if f.Level == of {
			n++
		}
	}
	return n
}

var signs = map[Level]string{Fine: "  ok   ", Worry: "  look ", Wrong: "  WRONG", Unknown: "  ?    "}

// Tell writes the findings for a person.
func Tell(to io.Writer, all []Finding) {
	for _, f := range all {
		fmt.Fprintf(to, "%s %s: %s\n", signs[f.Level], f.Check, f.Says)
		if f.Mend != "" {
			fmt.Fprintf(to, "          %s\n", f.Mend)
		}
	}
	fmt.Fprintln(to, summary(Count(all, Wrong), Count(all, Worry), Count(all, Unknown)))
}

// summary says how much of what is wrong, to be looked at, and not known.
func summary(wrong, worries, unknown int) string {
	switch {
	case wrong+worries+unknown == 0:
		return "Nothing is wrong."
	case wrong+worries == 0:
		return fmt.Sprintf("Nothing that could be looked at is wrong; %s could not be (the lines with a question mark).", things(unknown))
	case unknown == 0:
		return fmt.Sprintf("%s wrong, %s to look at.", things(wrong), things(worries))
	}
	return fmt.Sprintf("%s wrong, %s to look at, and %s could not be looked at.", things(wrong), things(worries), things(unknown))
}

func things(n int) string {
	if n == 1 {
		return "1 thing"
	}
	return fmt.Sprintf("%d things", n)
}

func fine(format string, args ...any) []Finding {
	return []Finding{{Level: Fine, Says: fmt.Sprintf(format, args...)}}
}

func finding(level Level, mend, format string, args ...any) []Finding {
	return []Finding{{Level: level, Says: strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " "), Mend: mend}}
}
