package main

import (
	"slices"
	"testing"
)

func TestNamesThatCertificatesAreFor(t *testing.T) {
	for name, ok := range map[string]bool{
		"draw.example.org": true, "a.b.c.example": true,
		"": false, "localhost": false, "192.0.2.1": false, "2001:db8::1": false, "https://draw.example.org": false, "draw.example.org:443": false, "*.example.org": false, "draw.example.org/draw": false,
	} {
		if err := (settings{secured: secured{Acme: acmeFlags{Hosts: []string{name}}}}).Validate(); (err == nil) != ok {
			t.Errorf("%q: %v", name, err)
		}
	}
	both := secured{Cert: "c", Key: "k", Acme: acmeFlags{Hosts: []string{"draw.example.org"}}}
	if err := (settings{secured: both}).Validate(); err == nil {
		t.Error("a certificate of files and one of an authority are taken together")
	}
}

// Where no address is said, the name of the certificate is one; what is said stands.
func TestTheNameOfACertificateIsAPublicAddress(t *testing.T) {
	s := settings{secured: secured{Acme: acmeFlags{Hosts: []string{"draw.example.org", "zeichnen.example.org"}}}}
	if got := s.addresses(); !slices.Equal(got, []string{"https://draw.example.org", "https://zeichnen.example.org"}) {
		t.Error(got)
	}
	s.PublicURL = []string{"https://draw.example.org/draw"}
	if got := s.addresses(); !slices.Equal(got, s.PublicURL) {
		t.Error(got)
	}
}
