package main

import (
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strconv"
)

// announce prints where the server is. The first line is relied on by scripts.
func (s settings) announce(w io.Writer, at net.Addr) {
	host, wildcard := s.host()
	port := portOf(at)
	fmt.Fprintf(w, "Drawing Room is at http://%s\n", net.JoinHostPort(host, port))
	if wildcard {
		for _, ip := range networkAddresses(at) {
			fmt.Fprintf(w, "In your network:   http://%s\n", net.JoinHostPort(ip.String(), port))
		}
	}
	for _, url := range s.PublicURL {
		fmt.Fprintf(w, "For others:        %s\n", url)
	}
	if s.DatabaseURL != "" {
		fmt.Fprintln(w, "Boards are kept in PostgreSQL")
		return
	}
	folder, err := filepath.Abs(s.Data)
	if err != nil {
		folder = s.Data
	}
	fmt.Fprintf(w, "Boards are kept in %s\n", folder)
}

// host is the host to show for the address listened on; wildcard says that it listens on all.
func (s settings) host() (host string, wildcard bool) {
	host, _, _ = net.SplitHostPort(s.Addr)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		return "localhost", true
	}
	return host, false
}

// portOf is the port that was really taken.
func portOf(at net.Addr) string {
	if tcp, ok := at.(*net.TCPAddr); ok {
		return strconv.Itoa(tcp.Port)
	}
	return ""
}

// networkAddresses are the addresses at which others can reach a server that listens at all of this machine's, most likely first.
func networkAddresses(at net.Addr) []net.IP {
	all, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var found []net.Addr
	for _, i := range all {
		if i.Flags&(net.FlagUp|net.FlagRunning) != net.FlagUp|net.FlagRunning { // a bridge without anything on it is up, but not running
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue
		}
		found = append(found, addresses...)
	}
	tcp, ok := at.(*net.TCPAddr)
	return reachable(found, ok && tcp.IP.To4() != nil)
}

// maxNetworkAddresses is how many are printed: a machine with containers may have dozens, and one is enough to be found.
const maxNetworkAddresses = 3

// reachable picks what others may try: IPv4 first, neither loopback nor link-local. only4 leaves IPv6 out: 0.0.0.0 does not listen there.
func reachable(addresses []net.Addr, only4 bool) []net.IP {
	var four, six []net.IP
	for _, a := range addresses {
		network, ok := a.(*net.IPNet)
		switch {
		case !ok || !network.IP.IsGlobalUnicast():
		case network.IP.To4() != nil:
			four = append(four, network.IP)
		case !only4:
			six = append(six, network.IP)
		}
	}
	all := append(four, six...)
	return all[:min(len(all), maxNetworkAddresses)]
}
