package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"

	"drawingroom/server/certificates"
)

// acmeFlags are those with which the program gets its certificate by itself, from a certificate authority that speaks ACME (RFC 8555).
type acmeFlags struct {
	Hosts     []string `name:"tls-acme-host" env:"DRAWINGROOM_TLS_ACME_HOST" placeholder:"NAME" help:"Speak HTTPS under this name, with a certificate that is taken from Let's Encrypt and renewed by itself; that takes its terms of use as accepted. The name must lead here, by port 443 (--addr :443) or by port 80. May be given several times."`
	Email     string   `name:"tls-acme-email" env:"DRAWINGROOM_TLS_ACME_EMAIL" placeholder:"ADDRESS" help:"Whom the certificate authority may write to."`
	Directory string   `name:"tls-acme-directory" env:"DRAWINGROOM_TLS_ACME_DIRECTORY" default:"https://acme-v02.api.letsencrypt.org/directory" help:"Another certificate authority than Let's Encrypt: the address of its directory."`
	Plain     string   `name:"tls-acme-http-addr" env:"DRAWINGROOM_TLS_ACME_HTTP_ADDR" default:":80" help:"Address of the plain port, which answers the certificate authority and leads everybody else to HTTPS."`
}

func (a acmeFlags) on() bool { return len(a.Hosts) > 0 }

// check says what is wrong with the flags.
func (a acmeFlags) check() error {
	for _, host := range a.Hosts {
		if net.ParseIP(host) != nil || !strings.Contains(strings.Trim(host, "."), ".") || strings.ContainsAny(host, "/:*@ ") {
			return fmt.Errorf("--tls-acme-host %q is not a name such as draw.example.org", host)
		}
	}
	return nil
}

// addresses are the public ones, where none are given.
func (a acmeFlags) addresses() []string {
	all := make([]string, len(a.Hosts))
	for i, host := range a.Hosts {
		all[i] = "https://" + host
	}
	return all
}

// authority gets the certificates, and keeps them under the data folder.
func (a acmeFlags) authority(data string, log *slog.Logger) *certificates.Authority {
	return certificates.New(certificates.Config{
		Hosts: a.Hosts, Email: a.Email, Directory: a.Directory, Plain: a.Plain, Folder: filepath.Join(data, "certificates"), Log: log,
	})
}

var errTwoCertificates = errors.New("--tls-acme-host gets a certificate by itself: leave out --tls-cert-file and --tls-key-file")
