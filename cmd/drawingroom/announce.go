package main

import (
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strconv"

	"drawingroom/auth"
	"drawingroom/server"
)

// whereabouts are the addresses of a server: on its own machine, and in the network where it listens there.
func (s settings) whereabouts(at net.Addr) (here string, network []string) {
	host, wildcard := s.host()
	scheme := "http"
	if s.secured.on() {
		scheme = "https"
	}
	base, _ := server.BaseOf(s.addresses()) // what is wrong with them, the server has said
	of := func(host string) string { return scheme + "://" + net.JoinHostPort(host, portOf(at)) + base }
	if wildcard {
		for _, ip := range networkAddresses(at) {
			network = append(network, of(ip.String()))
		}
	}
	return of(host), network
}

// announce prints where the server is. The first line is relied on by scripts.
func (s settings) announce(w io.Writer, at net.Addr) {
	here, network := s.whereabouts(at)
	fmt.Fprintf(w, "Drawing Room is at %s\n", here)
	for _, address := range network {
		fmt.Fprintf(w, "In your network:   %s\n", address)
	}
	for _, url := range s.addresses() {
		fmt.Fprintf(w, "For others:        %s\n", url)
	}
	fmt.Fprintln(w, s.kept())
	fmt.Fprintln(w, s.creators())
}

// kept says where boards are kept.
func (s settings) kept() string {
	if s.DatabaseURL != "" {
		return "Boards are kept in PostgreSQL"
	}
	folder, err := filepath.Abs(s.Data)
	if err != nil {
		folder = s.Data
	}
	return "Boards are kept in " + folder
}

// creators says who may make boards, and whose tokens are taken.
func (s settings) creators() string {
	line := "Boards are made by anyone; another choice: --who-may-create members, or admin"
	switch auth.Creators(s.WhoMayCreate) {
	case auth.Members:
		line = "Boards are made by members: admins (drawingroom admin), and people who come by a host application"
		if s.hostApp.on() {
			line = "Boards are made by members: admins (drawingroom admin), and the people of " + s.called()
		}
	case auth.Admins:
		line = "Boards are made by admins alone (drawingroom admin), and where a host application's token says so"
	}
	if s.hostApp.on() {
		line += fmt.Sprintf("\nTokens are taken of %s, issued by %s for %s", s.called(), s.Issuer, s.Audience)
	}
	return line
}

// host is the host to show for the address listened on; wildcard says that it listens on all.
func (s settings) host() (host string, wildcard bool) {
	host, _, _ = net.SplitHostPort(s.Addr)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		return "localhost", true
	}
	return host, false
}

// nearby returns how the addresses in the network are found, at any time, since they change; nil where it does not listen there.
func (s settings) nearby() func() []net.IP {
	if _, wildcard := s.host(); !wildcard {
		return nil
	}
	host, _, _ := net.SplitHostPort(s.Addr)
	at := &net.TCPAddr{IP: net.ParseIP(host)}
	return func() []net.IP { return networkAddresses(at) }
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
