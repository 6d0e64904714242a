package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"drawingroom/auth"
)

// ErrJWKS: an address at which no key set may be read.
var ErrJWKS = errors.New("the address of a key set begins with https:// (http:// on this machine alone), and holds no password")

// FetchJWKS returns how the key set of a host application is read from its address. Its answer is bounded in time and size, and it cannot send us
// elsewhere: what it says is only ever read as keys. Error: ErrJWKS.
func FetchJWKS(address string) (auth.KeySource, error) {
	at, err := url.Parse(address)
	if err != nil || at.Host == "" || at.User != nil || at.Scheme != "https" && !(at.Scheme == "http" && isLoopback(at.Hostname())) {
		return nil, ErrJWKS
	}
	client := &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, DisableCompression: true, // what inflates is not bounded by what comes
			TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}, MaxResponseHeaderBytes: maxHeader,
		},
	}
	return func(ctx context.Context, tag string) (said auth.Published, err error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
		if err != nil {
			return said, err
		}
		r.Header.Set("Accept", "application/jwk-set+json, application/json")
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		answer, err := client.Do(r)
		if err != nil {
			return said, err
		}
		defer answer.Body.Close()
		said.Fresh = freshFor(answer.Header)
		switch answer.StatusCode {
		case http.StatusNotModified:
			said.Same = true
		case http.StatusOK:
			said.Tag = answer.Header.Get("ETag")
			said.Text, err = io.ReadAll(io.LimitReader(answer.Body, auth.MaxJWKS+1)) // one too many is refused by who reads it
		default:
			err = fmt.Errorf("%s answered %d", at.Host, answer.StatusCode)
		}
		return said, err
	}, nil
}

// freshFor is how long an answer says that it may be held for what there is, by Cache-Control: max-age (RFC 9111); 0: it does not say. What is no number
// of seconds, or must not be held, is as nothing: the reader has bounds of its own.
func freshFor(h http.Header) time.Duration {
	var fresh time.Duration
	for part := range strings.SplitSeq(strings.Join(h.Values("Cache-Control"), ","), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.ToLower(name) {
		case "no-store", "no-cache":
			return 0
		case "max-age":
			if seconds, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 31); err == nil {
				fresh = time.Duration(seconds) * time.Second
			}
		}
	}
	return fresh
}

// isLoopback says whether a host is this machine, by what it says itself.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
