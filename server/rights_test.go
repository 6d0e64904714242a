package server

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

var update = flag.Bool("update", false, "write what is generated into the files it is compared with")

// rightsPage is the table of rights for people. It is made of the router, the registries of messages and the two tables that C58 proves.
const rightsPage = "../docs/rights.md"

const rightsHead = `# Rights: who may do what

This page is made from the program and the tables that its tests prove, row by row, with real requests and connections; a test fails when it
is not what they come to, and writes it anew with ` + "`go test ./server -run TestTableOfRights -update`" + `.

Rights are rows of the database, and nothing else: no token, link or cookie carries one. Whoever may not know of a board hears the same as of
one that does not exist. What is asked after the right (a form, a limit) is not shown here; [api.md](api.md) tells of it.

| Who | is |
|---|---|
| anonymous | somebody without a session |
| bad token | a member's browser with a token that is not one |
| outsider | a guest without a right to the board |
| other owner | the owner of another board |
| link viewer | who came by a viewer's link a moment ago |
| viewer, editor, owner | members of the board |

**yes**: let in. **–** and a code: refused with it. All ask with their cookie, as a page does. A socket and a stream take a token and no cookie, so
they are refused here; what comes of a connection that was opened with one is the second table.
`

// titles are the askers as the page names them, in its order.
var titles = []struct {
	who   asker
	title string
}{{nobody, "anonymous"}, {badToken, "bad token"}, {outsider, "outsider"}, {owner2, "other owner"}, {linkViewer, "link viewer"}, {viewer, "viewer"}, {editor, "editor"}, {owner, "owner"}}

// verdict says in a word what an answer means for a right: what is refused for any other reason was let in.
func verdict(answer string) string {
	var said []string
	for one := range strings.SplitSeq(answer, "|") {
		status, code, coded := strings.Cut(one, ": ")
		switch {
		case !coded && !strings.HasPrefix(one, "close ") && one != leftOut:
			said = append(said, "yes")
		case !coded:
			said = append(said, "– "+strings.TrimPrefix(one, "close "))
		case status == "Unauthorized", status == "Forbidden", status == "refused", status == "Upgrade Required", code == "no_board", code == "no_stream":
			said = append(said, "– "+code)
		default:
			said = append(said, "yes")
		}
	}
	if len(said) > 1 && said[0] != said[1] { // the second is what a member gets where there is nothing
		return said[1]
	}
	return said[0]
}

func rightsRow(to *strings.Builder, name string, want expected) {
	fmt.Fprintf(to, "| `%s` |", name)
	for _, column := range titles {
		fmt.Fprintf(to, " %s |", verdict(want.of(column.who)))
	}
	to.WriteString("\n")
}

func rightsTable(to *strings.Builder, what string) {
	fmt.Fprintf(to, "\n| %s |", what)
	for _, column := range titles {
		fmt.Fprintf(to, " %s |", column.title)
	}
	fmt.Fprintf(to, "\n|%s\n", strings.Repeat("---|", len(titles)+1))
}

// C58: the page of rights is what the program does.
func TestTableOfRights(t *testing.T) {
	if len(titles) != len(askers) {
		t.Fatalf("the page tells of %d askers of %d", len(titles), len(askers))
	}
	var page strings.Builder
	page.WriteString(rightsHead + "\n## Requests\n")
	rightsTable(&page, "Route")
	k := newKit(t)
	var routes []string
	err := chi.Walk(k.srv.routes(), func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if _, known := routeTable[method+" "+pattern]; !known {
			t.Errorf("%s %s has no row in routeTable: who may use it?", method, pattern)
		}
		routes = append(routes, pattern+" "+method)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(routes)
	for _, route := range routes {
		pattern, method, _ := strings.Cut(route, " ")
		rightsRow(&page, method+" "+pattern, routeTable[method+" "+pattern].want)
	}
	page.WriteString("\n## Messages\n\nAlike over a socket, a stream and by polls (SPEC.md, W52 and W54). Of whoever may only look, a pointer's gesture is passed on (W15).\n")
	rightsTable(&page, "Message")
	for _, row := range messageTable {
		rightsRow(&page, row.name, row.want)
	}
	if len(routes) < 30 || len(messageTable) < 15 {
		t.Fatalf("%d routes and %d messages: the table is hollow", len(routes), len(messageTable))
	}
	if *update {
		if err := os.WriteFile(rightsPage, []byte(page.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if is, err := os.ReadFile(rightsPage); err != nil || string(is) != page.String() {
		t.Errorf("docs/rights.md is not what the program does (%v): go test ./server -run TestTableOfRights -update", err)
	}
}
