package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// proxies are the networks whose word about a request (address, scheme) is believed. Empty: nobody's.
type proxies []netip.Prefix

// trusts says whether an address belongs to a trusted proxy.
func (p proxies) trusts(a netip.Addr) bool {
	for _, network := range p {
		if network.Contains(a) {
			return true
		}
	}
	return false
}

// client returns the address a request comes from: the peer's, or behind trusted proxies the right-most hop of X-Forwarded-For
// that is not one of them. Everything further left is the sender's own word and never looked at.
func (p proxies) client(r *http.Request) netip.Addr {
	at := peer(r)
	if !p.trusts(at) {
		return at
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return at
		}
		at = hop.Unmap()
		if !p.trusts(at) {
			return at
		}
	}
	return at
}

// secure says whether the browser reached us by HTTPS, as far as the connection or a trusted proxy tells.
func (p proxies) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	return p.trusts(peer(r)) && strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// peer is the other end of the connection.
func peer(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	a, _ := netip.ParseAddr(host)
	return a.Unmap().WithZone("")
}

// bucket is what limits count by: an IPv4 address, or the /64 an IPv6 address lies in, since one household holds all of that.
func bucket(a netip.Addr) netip.Addr {
	if a.Is6() {
		if network, err := a.WithZone("").Prefix(64); err == nil {
			return network.Addr()
		}
	}
	return a
}
