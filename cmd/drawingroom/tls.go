package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// secured are the flags with which the program speaks HTTPS by itself.
type secured struct {
	Cert string `name:"tls-cert-file" env:"DRAWINGROOM_TLS_CERT_FILE" type:"path" placeholder:"FILE" help:"Speak HTTPS with this certificate, PEM, the whole chain. A renewed one is taken from the file within a minute."`
	Key  string `name:"tls-key-file" env:"DRAWINGROOM_TLS_KEY_FILE" type:"path" placeholder:"FILE" help:"The key of that certificate, PEM."`

	Acme acmeFlags `embed:""`
}

func (s secured) on() bool { return s.Cert != "" || s.Acme.on() }

func (s secured) validate() error {
	if (s.Cert == "") != (s.Key == "") {
		return errors.New("--tls-cert-file and --tls-key-file belong together")
	}
	if s.Cert != "" && s.Acme.on() {
		return errTwoCertificates
	}
	return s.Acme.check()
}

// around puts TLS around a listener, if there is a certificate in files.
func (s secured) around(plain net.Listener, now func() time.Time) (net.Listener, error) {
	if s.Cert == "" {
		return plain, nil
	}
	held := &certificate{of: s, now: now}
	if _, err := held.get(nil); err != nil {
		return nil, err
	}
	return tls.NewListener(plain, &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}, GetCertificate: held.get}), nil
}

// lookAgain is how often the file is looked at.
const lookAgain = time.Minute

// certificate is that of the files, read anew when they have changed.
type certificate struct {
	of  secured
	now func() time.Time

	mu     sync.Mutex
	read   *tls.Certificate
	looked time.Time
	stamp  [2]time.Time
}

// get returns the certificate. One that cannot be read does not take the place of one that could.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.read != nil && c.now().Sub(c.looked) < lookAgain {
		return c.read, nil
	}
	c.looked = c.now()
	stamp := [2]time.Time{changed(c.of.Cert), changed(c.of.Key)}
	if c.read != nil && stamp == c.stamp {
		return c.read, nil
	}
	read, err := tls.LoadX509KeyPair(c.of.Cert, c.of.Key)
	switch {
	case err == nil:
		c.read, c.stamp = &read, stamp
	case c.read == nil:
		return nil, fmt.Errorf("the certificate cannot be used: %w", err)
	}
	return c.read, nil
}

// changed is when a file was; zero where it is not there.
func changed(file string) time.Time {
	about, err := os.Stat(file)
	if err != nil {
		return time.Time{}
	}
	return about.ModTime()
}
