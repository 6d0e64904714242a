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
		if lan := lanAddress(); lan != "" {
			fmt.Fprintf(w, "In your network:   http://%s\n", net.JoinHostPort(lan, port))
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

// lanAddress is this machine's first private IPv4 address, "" if it has none.
func lanAddress() string {
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	for _, a := range addresses {
		if network, ok := a.(*net.IPNet); ok && network.IP.To4() != nil && network.IP.IsPrivate() {
			return network.IP.String()
		}
	}
	return ""
}
