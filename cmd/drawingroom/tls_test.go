package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// certify writes a certificate of that number, signed by itself, and its key.
func certify(t *testing.T, of secured, number int64, at time.Time) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	as := &x509.Certificate{SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	cert, err := x509.CreateCertificate(rand.Reader, as, as, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{of.Cert: {Type: "CERTIFICATE", Bytes: cert}, of.Key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

// serial is the number of the certificate that a listener shows; 0: none.
func serial(t *testing.T, listener net.Listener) int64 {
	t.Helper()
	go func() {
		if c, err := listener.Accept(); err == nil {
			_ = c.(*tls.Conn).HandshakeContext(t.Context())
			_ = c.Close()
		}
	}()
	c, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{InsecureSkipVerify: true}) //nolint:gosec // it is looked at
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestARenewedCertificateIsTakenAndABrokenOneIsNot(t *testing.T) {
	folder := t.TempDir()
	of := secured{Cert: filepath.Join(folder, "cert.pem"), Key: filepath.Join(folder, "key.pem")}
	now := time.Now()
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	if _, err := of.around(plain, time.Now); err == nil {
		t.Fatal("it begins without a certificate")
	}
	certify(t, of, 1, now)
	listener, err := of.around(plain, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	certify(t, of, 2, now.Add(time.Second))
	if got := serial(t, listener); got != 1 {
		t.Errorf("%d, though nothing was to be looked at yet", got)
	}
	now = now.Add(lookAgain)
	if got := serial(t, listener); got != 2 {
		t.Errorf("%d is shown after a renewal", got)
	}
	if err := os.WriteFile(of.Cert, []byte("torn"), 0o600); err != nil {
		t.Fatal(err)
	}
	now = now.Add(lookAgain)
	if got := serial(t, listener); got != 2 {
		t.Errorf("%d is shown while the file is torn", got)
	}
}

func TestHalfOfACertificateIsRefused(t *testing.T) {
	if err := (settings{secured: secured{Cert: "cert.pem"}}).Validate(); err == nil {
		t.Error("a certificate without its key is taken")
	}
}
