package wire

import (
	"reflect"
	"strings"
	"testing"

	"drawingroom/rooms/board"
)

func TestNamesOfCloses(t *testing.T) {
	named := []Close{GoingAway, Restart, TryLater, Timeout, TokenExpired, Moved, Slow, Superseded, Fault, Flood,
		Protocol, TooBig, VersionClose, Forbidden, NoBoard, ClientTaken, Quarantined, Trashed}
	if len(named) != len(codes.Closes) {
		t.Errorf("%d closes have a name here, codes.json has %d", len(named), len(codes.Closes))
	}
	seen := map[int]bool{}
	for _, c := range named {
		if codes.Closes[c.Name] != c || seen[c.Code] {
			t.Errorf("%+v is not a row of its own in codes.json", c)
		}
		seen[c.Code] = true
	}
}

func TestRefusalCodes(t *testing.T) {
	ours := []string{RefusedForm, RefusedForbidden, RefusedBoardFull, RefusedConflict, RefusedUsed,
		RefusedUnknownClient, RefusedTooFast, RefusedInternal}
	judges := []string{"form", "unknown_op", "unknown_kind", "unknown_property", "bad_value", "too_large", "too_many_ops"}
	known := map[string]bool{}
	for _, code := range append(ours, judges...) {
		known[code] = true
		if Sentence(code) == "" {
			t.Errorf("codes.json has no sentence for %q", code)
		}
	}
	for code := range codes.Refusals {
		if !known[code] {
			t.Errorf("nobody gives the refusal %q", code)
		}
	}
	if _, ok := codes.Closes[RefusedClientTaken]; !ok || Sentence("no such code") != "" {
		t.Error("client_taken is not a row, or an unknown code has a sentence")
	}
}

// W50: the range of a code says whether to come back.
func TestW50Ranges(t *testing.T) {
	for name, c := range codes.Closes {
		comeBack := c.Code == 1001 || c.Code == 1012 || c.Code == 1013 || c.Code >= 4000 && c.Code <= 4499
		if !comeBack && (c.Code < 4500 || c.Code > 4999) {
			t.Errorf("%s: %d says neither", name, c.Code)
		}
		if c.ComeBack != comeBack {
			t.Errorf("%s: %d and comeBack %v do not agree", name, c.Code, c.ComeBack)
		}
		if found, ok := CloseOf(c.Code); !ok || found != c {
			t.Errorf("%d is not found", c.Code)
		}
	}
	if _, ok := CloseOf(1006); ok {
		t.Error("1006 is nobody's")
	}
}

// W51: a reason is at most 123 bytes; 1012 and 1013 carry the hint.
func TestW51Reasons(t *testing.T) {
	const most = 123
	for name, c := range codes.Closes {
		for _, ms := range []int64{-1, 0, 1, 2000, 1<<63 - 1} {
			if r := c.Reason(ms); len(r) > most || !strings.HasPrefix(r, name) {
				t.Errorf("%s: reason %q", name, r)
			}
		}
	}
	if r := Restart.Reason(2500); r != "restart in=2500" {
		t.Errorf("restart: %q", r)
	}
	if r := Protocol.Reason(2500); r != "protocol" {
		t.Errorf("protocol: %q", r)
	}
}

// W45: a log row goes out without being decoded, and reads as the change that it holds.
func TestW45Rows(t *testing.T) {
	change := board.Change{Step: "step-0001", Ops: []board.Op{board.Remove{ID: "element-1", Own: true}}}
	payload := board.AppendChange(nil, change)
	rows := []board.Record{
		{Seq: 7, Author: 2, Client: 3, N: 5, Time: 1790000000000, Payload: payload, Hash: board.Hash{1}},
		{Seq: 8, Author: 0, Client: 0, N: 1, Time: 1790000000001, Payload: payload, Hash: board.Hash{2, 3}},
	}
	want := Changes{Hash: board.Hash{2, 3}, Items: []Item{
		{7, 2, 3, 5, 1790000000000, change}, {8, 0, 0, 1, 1790000000001, change}}}
	encoded := AppendServer(nil, want)
	if rowwise := AppendRows(nil, rows); string(rowwise) != string(encoded) {
		t.Errorf("rows: %s\nitems: %s", rowwise, encoded)
	}
	got, err := DecodeServerFrame(Frame(encoded, AppendServer(nil, Beat{})))
	if err != nil || !reflect.DeepEqual(got, []ServerMessage{want, Beat{}}) {
		t.Errorf("%+v %v", got, err)
	}
}
