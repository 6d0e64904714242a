package wire

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"drawingroom/rooms/board"
)

// Close is a row of codes.json, closes.
type Close struct {
	Name     string `json:"-"`
	Code     int    `json:"code"`
	ComeBack bool   `json:"comeBack"`
	Why      string `json:"why"`
}

//go:embed codes.json
var codesText []byte

// codes is codes.json, read once when the program starts.
var codes = readCodes(codesText)

type codeTable struct {
	Refusals map[string]string `json:"refusals"`
	Closes   map[string]Close  `json:"closes"`
}

func readCodes(text []byte) codeTable {
	var t codeTable
	if err := json.Unmarshal(text, &t); err != nil {
		panic("codes.json: " + err.Error())
	}
	for name, c := range t.Closes {
		c.Name = name
		t.Closes[name] = c
	}
	return t
}

// The closes by name; each is a row of codes.json.
var (
	GoingAway    = closeNamed("going_away")
	Restart      = closeNamed("restart")
	TryLater     = closeNamed("try_later")
	Timeout      = closeNamed("timeout")
	TokenExpired = closeNamed("token_expired")
	Moved        = closeNamed("moved")
	Slow         = closeNamed("slow")
	Superseded   = closeNamed("superseded")
	Fault        = closeNamed("fault")
	Flood        = closeNamed("flood")
	Protocol     = closeNamed("protocol")
	TooBig       = closeNamed("too_big")
	VersionClose = closeNamed("version")
	Forbidden    = closeNamed("forbidden")
	NoBoard      = closeNamed("no_board")
	ClientTaken  = closeNamed("client_taken")
	Quarantined  = closeNamed("quarantined")
	Trashed      = closeNamed("trashed")
)

// closeNamed ends the program at its start when codes.json has no such row: that is a fault of the build.
func closeNamed(name string) Close {
	c, ok := codes.Closes[name]
	if !ok {
		panic("codes.json has no close named " + name)
	}
	return c
}

// CloseOf returns the row with a code, as a connection ended with it.
func CloseOf(code int) (Close, bool) {
	for _, c := range codes.Closes {
		if c.Code == code {
			return c, true
		}
	}
	return Close{}, false
}

// Reason is the close's reason, at most the 123 bytes that fit a WebSocket's close frame; inMS > 0 adds the hint of W51 to the codes that have one (1012 and 1013).
func (c Close) Reason(inMS int64) string {
	if inMS <= 0 || c.Code != Restart.Code && c.Code != TryLater.Code {
		return c.Name
	}
	return c.Name + " in=" + strconv.FormatInt(inMS, 10)
}

// The codes of refusals that rooms give by themselves; board.Judge gives the others. All are rows of codes.json, refusals.
const (
	RefusedForm          = "form"
	RefusedForbidden     = "forbidden"
	RefusedBoardFull     = "board_full"
	RefusedConflict      = "conflict"
	RefusedUsed          = "used"
	RefusedUnknownClient = "unknown_client"
	RefusedTooFast       = "too_fast"
	RefusedInternal      = "internal"
)

// RefusedClientTaken is the code of an Adopted that was not granted (W21).
const RefusedClientTaken = "client_taken"

// Sentence is the sentence that goes with a refusal's code when there is nothing better to say; "" for an unknown code.
func Sentence(code string) string { return codes.Refusals[code] }

// ItemHeader is an Item without its change (AppendItem).
type ItemHeader struct {
	Seq    board.Seq
	Author board.Author
	Client board.Client
	N      int64
	Time   int64 // ms since 1970, the server's
}

// RefusalCodes are the codes that a change can be refused by, in order.
func RefusalCodes() []string { return slices.Sorted(maps.Keys(codes.Refusals)) }

// CloseNames are the names of the closes, in order.
func CloseNames() []string { return slices.Sorted(maps.Keys(codes.Closes)) }
