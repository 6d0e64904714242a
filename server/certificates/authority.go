// Package certificates gets the server's certificate by itself, from a certificate authority that speaks ACME (RFC 8555), as Let's Encrypt does.
package certificates

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// Config is what an Authority is made from. All of it is needed but Email.
type Config struct {
	// Hosts are the names that certificates are for; no others are asked for.
	Hosts []string
	// Email is whom the certificate authority may write to.
	Email string
	// Directory is the address of the certificate authority's directory (RFC 8555, 7.1.1).
	Directory string
	// Plain is the address of the plain port, as HOST:PORT.
	Plain string
	// Folder keeps the certificates, their keys and the account's key: 0700, its files 0600.
	Folder string
	Log    *slog.Logger
}

// Authority gets certificates, keeps them, and renews them thirty days before they end.
type Authority struct {
	Config
	manager *autocert.Manager
}

// New returns one. Whoever runs it has accepted the terms of the certificate authority.
func New(c Config) *Authority {
	return &Authority{Config: c, manager: &autocert.Manager{
		Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(c.Hosts...), Email: c.Email,
		Cache: autocert.DirCache(c.Folder), Client: &acme.Client{DirectoryURL: c.Directory, UserAgent: "drawingroom"},
	}}
}

// Around puts TLS around a listener. A proof may be asked for at this very port (TLS-ALPN-01), so there is nothing else to wait for.
func (a *Authority) Around(plain net.Listener) net.Listener {
	return tls.NewListener(plain, &tls.Config{
		MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1", acme.ALPNProto}, GetCertificate: a.manager.GetCertificate,
	})
}

// Begin opens the plain port and asks for the certificates, so that the first visitor does not wait for them and the host reads of what goes wrong. A plain port
// that is taken is no failure: the other proof needs none. port is the one that HTTPS is at; end closes what was opened.
func (a *Authority) Begin(ctx context.Context, port string) (end func()) {
	web := &http.Server{Handler: withoutPort(a.manager.HTTPHandler(a.upwards(port))), ReadHeaderTimeout: 5 * time.Second}
	if listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", a.Plain); err != nil {
		a.Log.Warn("the plain port is not open: nobody is led from http to https, and certificates come by port 443 only", "addr", a.Plain, "err", err)
	} else {
		go func() { _ = web.Serve(listener) }() // it ends by Close
	}
	asking, stop := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		defer close(over)
		for _, host := range a.Hosts {
			a.ask(asking, host)
		}
	}()
	return func() {
		stop()
		_ = web.Close()
		<-over
	}
}

const (
	askFirst = time.Minute
	askMost  = time.Hour // Let's Encrypt takes five failures an hour for a name
)

// ask gets a certificate, from the folder or the authority, and tries again where there is none to be had yet.
func (a *Authority) ask(ctx context.Context, host string) {
	for again := askFirst; ctx.Err() == nil; again = min(2*again, askMost) {
		got, err := a.manager.GetCertificate(browsersHello(host))
		if err == nil {
			a.Log.Info("certificate", "host", host, "until", got.Leaf.NotAfter.Format(time.DateOnly))
			return
		}
		a.Log.Warn("there is no certificate yet: does the name lead to this machine, and do ports 443 or 80 reach the program?", "host", host, "again", again, "err", err)
		select {
		case <-ctx.Done():
		case <-time.After(again):
		}
	}
}

// browsersHello is what a browser of today says, as far as it is looked at.
func browsersHello(host string) *tls.ClientHelloInfo {
	return &tls.ClientHelloInfo{
		ServerName: host, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
		SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256}, SupportedCurves: []tls.CurveID{tls.CurveP256},
	}
}

// upwards leads from http to https, for the names that this server has.
func (a *Authority) upwards(port string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.ContainsFunc(a.Hosts, func(host string) bool { return strings.EqualFold(host, r.Host) }) || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "Use HTTPS.", http.StatusBadRequest)
			return
		}
		at := strings.ToLower(r.Host)
		if port != "443" {
			at = net.JoinHostPort(at, port)
		}
		http.Redirect(w, r, "https://"+at+r.URL.RequestURI(), http.StatusMovedPermanently)
	})
}

// withoutPort has a request come to a name alone, as it does at port 80: another port leads there where this one is not to be had.
func withoutPort(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if name, _, err := net.SplitHostPort(r.Host); err == nil {
			r.Host = name
		}
		next.ServeHTTP(w, r)
	})
}
