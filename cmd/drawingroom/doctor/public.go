package doctor

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"
)

// lookPublic asks through each public address what people's browsers will ask.
func lookPublic(ctx context.Context, p *Patient) (all []Finding) {
	if len(p.PublicURLs) == 0 {
		return finding(Unknown, "If people use a name, say it with --public-url.", "there is none: the server answers to IP addresses, localhost and this machine's name only")
	}
	for _, address := range p.PublicURLs {
		all = append(all, lookAddress(ctx, p, strings.TrimSuffix(address, "/"))...)
	}
	return all
}

func lookAddress(ctx context.Context, p *Patient, address string) []Finding {
	u, err := url.Parse(address)
	if err != nil {
		return finding(Wrong, "Write it like https://draw.example.org.", "%s is no address", address)
	}
	if _, err := net.DefaultResolver.LookupHost(ctx, u.Hostname()); err != nil {
		return finding(Wrong, "Make a record for it (A or AAAA) where the domain is kept, to the address of this machine or of its proxy.", "the name %s leads nowhere", u.Hostname())
	}
	answer, err := alive(ctx, p.Web, address)
	if err != nil {
		return finding(Wrong, mendOf(err), "%s does not answer as Drawing Room does: %v", address, err)
	}
	all := fine("%s answers", address)
	all = append(all, lookCertificate(p, answer)...)
	all = append(all, lookItsClock(p, answer)...)
	if p.Token == "" {
		return append(all, finding(Unknown, "Run the doctor where the server runs, with its settings, once it has been started.", "without the server's key it cannot be asked further")...)
	}
	all = append(all, lookSeen(ctx, p, address)...)
	all = append(all, lookSocket(ctx, p, address)...)
	return append(all, lookStream(ctx, p, address)...)
}

// errOther is an answer that is not ours.
var errOther = errors.New("something else answers there")

// alive asks /livez; the answer's body is closed.
func alive(ctx context.Context, web *http.Client, address string) (*http.Response, error) {
	answer, err := ask(ctx, web, http.MethodGet, address+"/livez", "")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, 1<<10))
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK || !strings.Contains(string(text), `"status":"live"`) {
		return nil, fmt.Errorf("%w: %s", errOther, answer.Status)
	}
	return answer, nil
}

func ask(ctx context.Context, web *http.Client, method, address, token string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return nil, err
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return web.Do(r)
}

func mendOf(err error) string {
	switch text := err.Error(); {
	case errors.Is(err, errOther):
		return "Look what the proxy passes to the server, and whether the server runs."
	case strings.Contains(text, "certificate") || strings.Contains(text, "x509"):
		return "Take a certificate for this name that browsers trust, with the whole chain: --tls-acme-host does so by itself."
	case strings.Contains(text, "refused"), strings.Contains(text, "timeout"), strings.Contains(text, "deadline"):
		return "Look whether the server or its proxy runs, and whether the firewall and the router let this port through."
	}
	return "Look at the proxy, and at --public-url."
}

// lookCertificate looks how long the certificate is good for.
func lookCertificate(p *Patient, answer *http.Response) []Finding {
	if answer.TLS == nil || len(answer.TLS.PeerCertificates) == 0 {
		return finding(Worry, "Over plain HTTP others on the way read and change everything, and pages cannot be kept for use without a network.", "it is plain HTTP")
	}
	until := answer.TLS.PeerCertificates[0].NotAfter
	days := int(until.Sub(p.Now()).Hours() / 24)
	if days < 14 {
		return finding(Worry, "Look why it was not renewed.", "the certificate ends in %d days, on %s", days, until.Format(time.DateOnly))
	}
	return fine("the certificate is good for %d days", days)
}

// lookItsClock looks how far the clock of whoever answered is from ours.
func lookItsClock(p *Patient, answer *http.Response) []Finding {
	theirs, err := http.ParseTime(answer.Header.Get("Date"))
	if off := p.Now().Sub(theirs).Abs(); err == nil && off > 30*time.Second {
		return finding(Worry, "Keep the clocks right (chrony, systemd-timesyncd).", "its clock and this machine's are %s apart", off.Round(time.Second))
	}
	return nil
}

// seen is what the server says of how a request came.
type seen struct {
	From              string
	Secure, Forwarded bool
}

// forged is an address that nobody has (RFC 5737), which must not be believed of us.
const forged = "203.0.113.66"

// lookSeen asks how the server sees who comes by this address; that it takes the token shows that it is this one.
func lookSeen(ctx context.Context, p *Patient, address string) []Finding {
	honest, err := seenAs(ctx, p, address, "")
	if err != nil {
		return finding(Wrong, "Look whether the proxy leads to this server and passes Authorization and Host on, and whether all servers have the same key.", "behind it is not this server: %v", err)
	}
	lying, err := seenAs(ctx, p, address, forged)
	if err != nil {
		return finding(Wrong, "Look at the proxy.", "it does not answer every time: %v", err)
	}
	switch https := strings.HasPrefix(address, "https:"); {
	case https && !honest.Secure:
		return finding(Wrong, "Have the proxy set X-Forwarded-Proto, and trust it with --trusted-proxy.", "the server does not know that it is reached by HTTPS")
	case trusted(p, honest.From):
		return finding(Unknown, "", "it is this server; it sees this machine as a proxy that it trusts, so who else is believed cannot be told")
	case lying.From == forged:
		return finding(Wrong, "Have the proxy set X-Forwarded-For itself ($proxy_add_x_forwarded_for), and trust no network with --trusted-proxy that people come from.", "whoever says they come from another address is believed, so limits hold nobody")
	case honest.Forwarded:
		return finding(Wrong, "Say the address that the proxy connects from with --trusted-proxy.", "the proxy says who comes and is not believed: everybody shares one address, and its limits")
	}
	return fine("it is this server; it sees this machine as %s", honest.From)
}

func trusted(p *Patient, address string) bool {
	a, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(p.Trusted, func(network netip.Prefix) bool { return network.Contains(a) })
}

func seenAs(ctx context.Context, p *Patient, address, forwarded string) (s seen, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/api/v1/me/seen", nil)
	if err != nil {
		return s, err
	}
	r.Header.Set("Authorization", "Bearer "+p.Token)
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	answer, err := p.Web.Do(r)
	if err != nil {
		return s, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return s, errors.New(answer.Status)
	}
	return s, json.NewDecoder(io.LimitReader(answer.Body, 1<<10)).Decode(&s)
}

// nowhere is a board that there is not: whoever says hello there is sent away by a code of ours, after all that a board takes to be reached.
const nowhere = "doctordoctordoct"

// lookSocket opens a WebSocket, speaks on it and waits for an answer.
func lookSocket(ctx context.Context, p *Patient, address string) []Finding {
	const mend = "Have the proxy pass upgrades on (Upgrade, Connection, HTTP/1.1). Without them pages go on by streams, which costs more."
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	socket, _, err := websocket.Dial(ctx, address+"/api/v1/boards/"+nowhere+"/socket", &websocket.DialOptions{ //nolint:bodyclose // the library closes it
		HTTPClient: &http.Client{Transport: p.Web.Transport}, Subprotocols: []string{"drawingroom.v1", "jwt." + p.Token},
	})
	if err != nil {
		return finding(Wrong, mend, "WebSockets do not get through: %v", err)
	}
	defer func() { _ = socket.CloseNow() }()
	_ = socket.Write(ctx, websocket.MessageText, []byte(`[{"t":"hello","client":"AAAAAAAAAAAAAAAAAAAAAA"}]`))
	if _, _, err = socket.Read(ctx); websocket.CloseStatus(err) < 4000 {
		return finding(Wrong, mend, "a WebSocket opens, and carries nothing: %v", err)
	}
	return fine("WebSockets get through")
}

// lookStream opens an event stream: it must begin at once, and not when it ends.
func lookStream(ctx context.Context, p *Patient, address string) []Finding {
	const mend = "Have the proxy hand answers on as they come (proxy_buffering off, flush_interval -1)."
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	answer, err := ask(ctx, p.Web, http.MethodPost, address+"/api/v1/boards/"+nowhere+"/streams", p.Token)
	if err != nil {
		return finding(Worry, mend, "streams are kept back, which are the way where WebSockets are blocked")
	}
	defer answer.Body.Close()
	line, err := bufio.NewReader(answer.Body).ReadString('\n')
	if err != nil || answer.StatusCode != http.StatusOK {
		return finding(Worry, mend, "streams do not get through: %s %.60q", answer.Status, line)
	}
	return fine("streams come as they are sent")
}
