package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
)

// health asks a server on this machine whether it is ready: for images without a shell.
type health struct {
	Addr string   `default:":8080" env:"DRAWINGROOM_ADDR" help:"The address that the server listens on, as it was told."`
	Cert string   `name:"tls-cert-file" env:"DRAWINGROOM_TLS_CERT_FILE" type:"path" placeholder:"FILE" help:"As the server was told: it speaks HTTPS then."`
	Acme []string `name:"tls-acme-host" env:"DRAWINGROOM_TLS_ACME_HOST" placeholder:"NAME" help:"As the server was told."`
}

// healthTime is how long the server may take to answer.
const healthTime = 4 * time.Second

// Validate checks what the flags' types do not.
func (h health) Validate() error { return isAddress("--addr", h.Addr) }

// Run succeeds if the server is ready.
func (h health) Run(ctx context.Context, to streams) error {
	host, port, _ := net.SplitHostPort(h.Addr)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // an image need not know the name localhost
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	scheme, client := "http", http.DefaultClient
	if h.Cert != "" || len(h.Acme) > 0 {
		// The certificate is for the name that people use; here it is this machine that is spoken to, and nothing secret is said.
		insecure := &tls.Config{InsecureSkipVerify: true} //nolint:gosec // see above
		if len(h.Acme) > 0 {
			insecure.ServerName = h.Acme[0]
		}
		scheme, client = "https", &http.Client{Transport: &http.Transport{TLSClientConfig: insecure}}
	}
	asked, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(asked)
	if err != nil {
		return h.unanswered(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if text, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<10)); answer.StatusCode == http.StatusBadRequest && strings.Contains(string(text), "HTTP request to an HTTPS server") {
		return fmt.Errorf("the server at %s speaks HTTPS: say so as it was told, with --tls-cert-file or --tls-acme-host (or by the environment, see drawingroom help health)", h.Addr)
	}
	if answer.StatusCode != http.StatusOK {
		return errors.New("the server is not ready: " + answer.Status)
	}
	fmt.Fprintln(to.out, "ready")
	return nil
}

// unanswered says why there is no answer.
func (h health) unanswered(err error) error {
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return fmt.Errorf("no server listens at %s; another address: --addr", h.Addr)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("the server at %s does not answer within %s", h.Addr, healthTime)
	case strings.Contains(err.Error(), "HTTP response to HTTPS client"): // net/http has no error of its own for it
		return fmt.Errorf("the server at %s speaks plain HTTP: leave out --tls-cert-file and --tls-acme-host", h.Addr)
	}
	return fmt.Errorf("the server at %s cannot be asked: %w", h.Addr, err)
}
