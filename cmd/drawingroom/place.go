package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"drawingroom/persistence"
)

// place says where everything is kept.
type place struct {
	Data        string `default:"./data" env:"DRAWINGROOM_DATA" type:"path" help:"Folder of the embedded database. Not used with a database URL."`
	DatabaseURL string `name:"database-url" env:"DATABASE_URL" help:"Keep everything in this PostgreSQL instead, e.g. postgres://user@host/name."`
	Password    string `name:"database-password-file" env:"DATABASE_PASSWORD_FILE" type:"path" placeholder:"FILE" help:"File with the password for the database URL."`
}

// config is what the store is opened with. The password is read at each opening: it may be another by then.
func (p place) config() (persistence.Config, error) {
	config := persistence.Config{URL: p.DatabaseURL, Folder: p.Data}
	if p.Password == "" || p.DatabaseURL == "" {
		return config, nil
	}
	at, err := url.Parse(p.DatabaseURL)
	if err != nil {
		return config, errors.New("--database-password-file needs a database URL like postgres://user@host/name") // err would tell the URL
	}
	password, err := os.ReadFile(p.Password)
	if err != nil {
		return config, fmt.Errorf("the database's password cannot be read: %w", err)
	}
	at.User = url.UserPassword(at.User.Username(), strings.TrimRight(string(password), "\r\n"))
	config.URL = at.String()
	return config, nil
}

// open opens the place as the one that serves it, or fills it.
func (p place) open(ctx context.Context) (*persistence.Store, error) {
	config, err := p.config()
	if err != nil {
		return nil, err
	}
	return persistence.Open(ctx, config)
}

// beside opens the place next to a server that may be using it, and closes it when do has ended.
func (p place) beside(ctx context.Context, do func(*persistence.Store) error) (err error) {
	config, err := p.config()
	if err != nil {
		return err
	}
	store, err := persistence.Beside(ctx, config)
	if err != nil {
		return err
	}
	defer func() {
		if closing := store.Close(); err == nil {
			err = closing
		}
	}()
	return do(store)
}
