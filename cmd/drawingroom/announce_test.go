package main

import (
	"bytes"
	"fmt"
	"net"
	"strings"
	"testing"
)

func networks(t *testing.T, texts ...string) []net.Addr {
	t.Helper()
	var all []net.Addr
	for _, text := range texts {
		ip, network, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, &net.IPNet{IP: ip, Mask: network.Mask})
	}
	return all
}

// A machine's address counts whether or not it is one of the private ranges: 192.0.2.2 is none.
func TestAddressesForOthers(t *testing.T) {
	for _, row := range []struct {
		name  string
		only4 bool
		given []string
		want  string
	}{
		{"none", false, nil, "[]"},
		{"loopback and link-local", false, []string{"127.0.0.1/8", "::1/128", "169.254.3.4/16", "fe80::1/64"}, "[]"},
		{"outside of the private ranges", false, []string{"127.0.0.1/8", "192.0.2.2/24"}, "[192.0.2.2]"},
		{"IPv4 first", false, []string{"2001:db8::5/64", "10.0.0.7/8", "fd00::7/8"}, "[10.0.0.7 2001:db8::5 fd00::7]"},
		{"IPv4 alone", true, []string{"2001:db8::5/64", "10.0.0.7/8"}, "[10.0.0.7]"},
		{"three at most", false, []string{"10.0.0.1/8", "10.0.0.2/8", "10.0.0.3/8", "10.0.0.4/8"}, "[10.0.0.1 10.0.0.2 10.0.0.3]"},
	} {
		if got := fmt.Sprint(reachable(networks(t, row.given...), row.only4)); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

// Who binds one host has said where to listen: no other address is named.
func TestOneHostNamesNoOtherAddress(t *testing.T) {
	var out bytes.Buffer
	settings{Addr: "127.0.0.1:8080", place: place{Data: "d"}}.announce(&out, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080})
	if strings.Contains(out.String(), "In your network") || !strings.HasPrefix(out.String(), "Drawing Room is at http://127.0.0.1:8080\n") {
		t.Fatal(out.String())
	}
	out.Reset()
	settings{Addr: ":0", place: place{Data: "d"}}.announce(&out, &net.TCPAddr{IP: net.IPv6zero, Port: 9000})
	if lines := strings.Count(out.String(), "In your network:   http://"); lines != len(networkAddresses(&net.TCPAddr{IP: net.IPv6zero})) ||
		!strings.HasPrefix(out.String(), "Drawing Room is at http://localhost:9000\n") {
		t.Fatal(out.String())
	}
}
