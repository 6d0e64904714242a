package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"testing"
	"testing/synctest"
)

// command is one line of input; just one of the keys that stand first in doc.go is set.
type command struct {
	Open     string  `json:"open"`
	User     string  `json:"user"`
	Frame    string  `json:"frame"`
	Text     string  `json:"text"`
	Cut      string  `json:"cut"`
	Settle   bool    `json:"settle"`
	Advance  int64   `json:"advance"`
	Stall    string  `json:"stall"`
	Unstall  string  `json:"unstall"`
	Snapshot string  `json:"snapshot"`
	Export   bool    `json:"export"`
	Role     *string `json:"role"`
	Fail     string  `json:"fail"`
	Restart  bool    `json:"restart"`
}

// sent is what was sent to one connection.
type sent struct {
	Conn   string `json:"conn"`
	Text   string `json:"text,omitempty"`
	Close  int    `json:"close,omitempty"`
	Reason string `json:"reason,omitempty"`
}

type position struct {
	Epoch string `json:"epoch"`
	Seq   int64  `json:"seq"`
	Hash  string `json:"hash"`
}

type answer struct {
	Out   []sent    `json:"out"`
	Error string    `json:"error,omitempty"`
	Body  string    `json:"body,omitempty"`
	At    *position `json:"at,omitempty"`
	State string    `json:"state,omitempty"`
	Form  string    `json:"form,omitempty"`
}

// main runs the host in a bubble of testing/synctest: there time passes only when the host sleeps, and Wait returns when nothing moves any more.
func main() {
	run := func(t *testing.T) {
		synctest.Test(t, func(*testing.T) { serve(os.Stdin, os.Stdout) })
		os.Exit(0) // before the test machinery prints its own words
	}
	all := func(string, string) (bool, error) { return true, nil }
	testing.Main(all, []testing.InternalTest{{Name: "roomhost", F: run}}, nil, nil)
}

func serve(in io.Reader, out io.Writer) {
	h := newHost()
	defer h.end()
	lines := bufio.NewReaderSize(in, 1<<16)
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var c command
		if err := json.Unmarshal(line, &c); err != nil {
			err = answers.Encode(answer{Out: []sent{}, Error: err.Error()})
			if err != nil {
				return
			}
			continue
		}
		a := h.do(c)
		synctest.Wait()
		a.Out = h.collect()
		if answers.Encode(a) != nil {
			return
		}
	}
}
