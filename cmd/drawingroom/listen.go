package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"syscall"
)

// isAddress says what is wrong with an address to listen on, as a flag has it; "" is none.
func isAddress(flag, text string) error {
	if text == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(text)
	if err != nil {
		if strings.Trim(text, "0123456789") == "" {
			return fmt.Errorf("%s wants HOST:PORT: for port %s at all addresses of this machine, say :%s", flag, text, text)
		}
		return fmt.Errorf("%s %q is no address such as :8080 or 127.0.0.1:8080", flag, text)
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("%s %q has no port that there is: they go to 65535", flag, text)
	}
	return nil
}

// listenOn opens an address that a flag names.
func listenOn(ctx context.Context, flag, text string) (net.Listener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", text)
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		err = errors.New("something listens there already")
	case errors.Is(err, os.ErrPermission):
		err = errors.New("this user may not; ports below 1024 take a right (under systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE)")
	}
	return nil, fmt.Errorf("cannot listen on %s (%s): %w", text, flag, err)
}

// listeners are what a server listens on; private is nil where there is no such address.
type listeners struct{ public, private net.Listener }

// listen opens all addresses, or none.
func (s settings) listen(ctx context.Context) (on listeners, err error) {
	if on.public, err = listenOn(ctx, "--addr", s.Addr); err != nil || s.Private == "" {
		return on, err
	}
	if on.private, err = listenOn(ctx, "--private-addr", s.Private); err != nil {
		return on, errors.Join(err, on.public.Close())
	}
	return on, nil
}

func (on listeners) close() error {
	if on.private == nil {
		return on.public.Close()
	}
	return errors.Join(on.public.Close(), on.private.Close())
}
