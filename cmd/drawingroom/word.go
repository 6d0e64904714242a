package main

import (
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// wordFile lies in the data folder while its server runs and says where that is, an address a line, for the commands that run beside it. The first is
// the one that people use.
const wordFile = "address"

// leaveWord says in the data folder where this server is, until gone is called. With PostgreSQL there is no such folder, and there may be several servers.
func (s settings) leaveWord(at net.Addr, log *slog.Logger) (gone func()) {
	if s.DatabaseURL != "" {
		return func() {}
	}
	here, network := s.whereabouts(at)
	all := append(append([]string{}, s.addresses()...), here)
	if len(s.addresses()) == 0 {
		all = append(all, network...)
	}
	file := filepath.Join(s.Data, wordFile)
	err := wholeFile(file, func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(all, "\n")+"\n")
		return err
	})
	if err != nil {
		log.Warn("the data folder does not say where the server is: drawingroom admin has to be told", "err", err)
	}
	return func() { _ = os.Remove(file) } // the next start writes it anew
}

// wordOf reads the addresses of the server that uses a data folder; none where nobody has left word.
func wordOf(folder string) (all []string) {
	text, err := os.ReadFile(filepath.Join(folder, wordFile))
	if err != nil {
		return nil
	}
	for line := range strings.FieldsSeq(string(text)) {
		if u, err := url.Parse(line); err == nil && u.Host != "" {
			all = append(all, line)
		}
	}
	return all
}
