package server

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// door knows the names this server goes by, and so which pages may speak to it.
//
// Host: addresses, localhost and the machine's own names pass, since no stranger can point a name at us that is one of those; any
// other name must be configured (--public-url). That stops DNS rebinding, where a page of evil.example comes to resolve to us.
//
// Origin: a configured address, exactly (scheme, name and port); or, where the request came to a name that passes by itself, the very
// address it came to. So https://good does not admit http://good.
type door struct {
	names   map[string]bool // the machine's, lower case
	public  map[string]bool // origins, as scheme://host:port
	secured map[string]bool // host:port of public origins, by whether they are HTTPS
	proxies proxies
}

// newDoor reads the configured addresses, e.g. https://draw.example.org. An address has a scheme, a host and perhaps a port; a path is the base's (base.go).
func newDoor(machine []string, publicURLs []string, trusted proxies) (*door, error) {
	d := &door{names: map[string]bool{}, public: map[string]bool{}, secured: map[string]bool{}, proxies: trusted}
	for _, name := range machine {
		if name != "" {
			d.names[strings.ToLower(name)] = true
		}
	}
	for _, raw := range publicURLs {
		origin, _, err := splitAddress(raw)
		if err != nil {
			return nil, err
		}
		d.public[origin.text()] = true
		d.secured[origin.host()] = d.secured[origin.host()] || origin.scheme == "https"
	}
	return d, nil
}

// origin is an address of a site.
type origin struct{ scheme, name, port string }

func (o origin) host() string { return net.JoinHostPort(o.name, o.port) }
func (o origin) text() string { return o.scheme + "://" + o.host() }

// parseOrigin reads "scheme://host[:port]" for http and https. "null", paths, user names and anything else are not origins.
func parseOrigin(text string) (origin, bool) {
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery || strings.HasSuffix(text, "#") {
		return origin{}, false
	}
	return hostOrigin(u.Scheme, u.Host)
}

// hostOrigin joins a scheme with a Host header, the port made explicit.
func hostOrigin(scheme, host string) (origin, bool) {
	u, err := url.Parse("http://" + host)
	if err != nil || u.Host != host || u.User != nil || u.Hostname() == "" || strings.HasSuffix(host, ":") {
		return origin{}, false
	}
	o := origin{scheme: scheme, name: strings.ToLower(u.Hostname()), port: u.Port()}
	if o.port == "" {
		o.port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	return o, true
}

// configured says whether a Host header is one of the configured addresses. Its port may be left out by a proxy, so either default counts.
func (d *door) configured(host string) bool {
	for _, scheme := range []string{"http", "https"} {
		if o, ok := hostOrigin(scheme, host); ok {
			if _, is := d.secured[o.host()]; is {
				return true
			}
		}
	}
	return false
}

// admitsHost checks the Host header.
func (d *door) admitsHost(host string) bool {
	o, ok := hostOrigin("http", host)
	if !ok {
		return false
	}
	return d.ownName(o.name) || d.configured(host)
}

// ownName says whether a name needs no configuration.
func (d *door) ownName(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return loopbackName(name) || d.names[name]
}

// admitsOrigin checks the Origin header, where there is one.
func (d *door) admitsOrigin(r *http.Request) bool {
	values := r.Header.Values("Origin")
	if len(values) != 1 {
		return len(values) == 0
	}
	from, ok := parseOrigin(values[0])
	if !ok {
		return false
	}
	if d.public[from.text()] {
		return true
	}
	to, ok := hostOrigin(d.scheme(r), r.Host)
	return ok && !d.configured(r.Host) && d.ownName(to.name) && from == to
}

// scheme is how the browser reached us.
func (d *door) scheme(r *http.Request) string {
	if d.secure(r) {
		return "https"
	}
	return "http"
}

// secure says whether the browser reached us by HTTPS: told by the connection, by a trusted proxy, or by the address configured for that name.
func (d *door) secure(r *http.Request) bool {
	if d.proxies.secure(r) {
		return true
	}
	for _, scheme := range []string{"http", "https"} {
		if o, ok := hostOrigin(scheme, r.Host); ok && d.secured[o.host()] {
			return true
		}
	}
	return false
}

// trustworthy says whether a browser will hold the origin it reached us by for trustworthy: HTTPS, or this machine itself. From any
// other it does not take Cross-Origin-Opener-Policy, and complains of it on every page.
func (d *door) trustworthy(r *http.Request) bool {
	if d.secure(r) {
		return true
	}
	o, ok := hostOrigin("http", r.Host)
	return ok && loopbackName(o.name)
}

// loopbackName says whether a host leads each machine to itself.
func loopbackName(name string) bool {
	if ip, err := netip.ParseAddr(name); err == nil {
		return ip.IsLoopback()
	}
	return name == "localhost" || strings.HasSuffix(name, ".localhost")
}
