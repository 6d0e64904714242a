package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"drawingroom/auth"
	"drawingroom/server"
)

// hostApp are the flags by which the tokens of another application are taken.
type hostApp struct {
	Name     string   `name:"host-name" env:"DRAWINGROOM_HOST_NAME" placeholder:"NAME" help:"What people call the application whose tokens are taken (docs/host-tokens.md)."`
	Issuer   string   `name:"host-issuer" env:"DRAWINGROOM_HOST_ISSUER" placeholder:"ISS" help:"What its tokens say in iss."`
	Audience string   `name:"host-audience" default:"drawingroom" env:"DRAWINGROOM_HOST_AUDIENCE" placeholder:"AUD" help:"What its tokens say in aud."`
	Secrets  []string `name:"host-key-file" env:"DRAWINGROOM_HOST_KEY_FILE" type:"path" placeholder:"FILE" help:"File with a secret of 32 bytes or more that it signs with (HS256). May be given several times, for a change of secrets."`
	JWKS     string   `name:"host-jwks-url" env:"DRAWINGROOM_HOST_JWKS_URL" placeholder:"URL" help:"Where it publishes the keys that it signs with (RS256, ES256, EdDSA), https."`
	JWKSFile string   `name:"host-jwks-file" env:"DRAWINGROOM_HOST_JWKS_FILE" type:"path" placeholder:"FILE" help:"The same as a file, which is read again when it may have changed."`
}

// on says whether any tokens of another application are taken.
func (h hostApp) on() bool { return len(h.Secrets) > 0 || h.JWKS != "" || h.JWKSFile != "" }

func (h hostApp) validate() error {
	switch {
	case h.JWKS != "" && h.JWKSFile != "":
		return errors.New("--host-jwks-url and --host-jwks-file say the same: give one")
	case h.on() && h.Issuer == "":
		return errors.New("--host-issuer says whose tokens are taken: give it too")
	case !h.on() && (h.Issuer != "" || h.Name != ""):
		return errors.New("--host-issuer and --host-name need keys: --host-key-file, --host-jwks-url or --host-jwks-file")
	}
	return nil
}

// called is the application as people know it; its issuer where nobody has said that, "" where there is none.
func (h hostApp) called() string {
	if h.Name != "" || !h.on() {
		return h.Name
	}
	return h.Issuer
}

// open returns what verifies its tokens, and its keys; nil where none are taken. own are this server's keys.
func (h hostApp) open(own auth.Keys, now func() time.Time) (*auth.Host, *auth.HostKeys, error) {
	if !h.on() {
		return nil, nil, nil
	}
	var secrets [][]byte
	for _, file := range h.Secrets {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, fmt.Errorf("--host-key-file cannot be read: %w", err)
		}
		secret := []byte(strings.TrimRight(string(text), "\r\n"))
		if len(secret) < auth.MinKey {
			return nil, nil, fmt.Errorf("--host-key-file: the secret in %s has fewer than %d bytes; openssl rand -hex 32 makes one", file, auth.MinKey)
		}
		if own.Has(secret) {
			return nil, nil, fmt.Errorf("%s holds the key that this server signs with, which nobody else may know", file)
		}
		secrets = append(secrets, secret)
	}
	fetch, err := h.published()
	if err != nil {
		return nil, nil, err
	}
	keys, err := auth.NewHostKeys(secrets, fetch, now)
	if err != nil {
		return nil, nil, err
	}
	host, err := auth.NewHost(auth.HostConfig{Issuer: h.Issuer, Audience: h.Audience, Keys: keys, Now: now})
	return host, keys, err
}

// published is how its published keys are read; nil where there are none.
func (h hostApp) published() (auth.KeySource, error) {
	switch {
	case h.JWKS != "":
		fetch, err := server.FetchJWKS(h.JWKS)
		if err != nil {
			return nil, fmt.Errorf("--host-jwks-url: %w", err)
		}
		return fetch, nil
	case h.JWKSFile != "":
		return func(context.Context, string) (auth.Published, error) {
			text, err := readSome(h.JWKSFile)
			return auth.Published{Text: text}, err
		}, nil
	}
	return nil, nil
}

// readSome reads a file, of which one byte more than is looked at is enough.
func readSome(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, auth.MaxJWKS+1))
}

// keepKeys begins to read the keys that a host application publishes, again and again; rest ends it.
func (n *node) keepKeys(keys *auth.HostKeys) (rest func()) {
	if keys == nil {
		return func() {}
	}
	return n.beside(func(ctx context.Context) {
		failed := false
		keys.KeepFresh(ctx, func(err error) {
			switch {
			case err != nil:
				n.log.Warn("the keys of the host application cannot be read; those that are known count for a day", "err", err)
			case failed:
				n.log.Log(ctx, slog.LevelInfo, "the keys of the host application can be read again")
			}
			failed = err != nil
		})
	})
}
