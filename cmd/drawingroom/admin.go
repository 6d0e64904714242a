package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"drawingroom/auth"
	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// admin says who may do what a server's settings leave to its admins.
type admin struct {
	Link   adminLink   `cmd:"" default:"withargs" help:"Print a link that makes the browser it is opened in an admin's, once, within 15 minutes (the default)."`
	List   adminList   `cmd:"" help:"List the admins."`
	Remove adminRemove `cmd:"" help:"Make an admin one no more."`
}

// adminLinkLife is how long a link that makes an admin is good for.
const adminLinkLife = 15 * time.Minute

// adminLink prints a link.
type adminLink struct {
	place     `embed:""`
	Addr      string   `env:"DRAWINGROOM_ADDR" placeholder:"HOST:PORT" help:"Address that the server listens on, where it has not said so in the data folder itself."`
	PublicURL []string `name:"public-url" env:"DRAWINGROOM_PUBLIC_URL" placeholder:"URL" help:"The address people use; the link begins with the first. Without one, it begins as the running server says in the data folder."`
	secured   `embed:""`
}

// Validate checks what the flags' types do not.
func (a adminLink) Validate() error { return isAddress("--addr", a.Addr) }

// Run keeps the hash of a fresh secret, and prints the link. The secret stands behind the #, so no log on the way has it.
func (a adminLink) Run(ctx context.Context, to streams) error {
	return a.beside(ctx, func(store *persistence.Store) error {
		secret, link := auth.NewLink()
		now := time.Now()
		if err := store.CreateAdminLink(ctx, link, now.Add(adminLinkLife).UnixMilli(), now.UnixMilli()); err != nil {
			return err
		}
		bases, known := a.bases()
		fmt.Fprintf(to.out, "%s/#admin=%s\n", bases[0], secret)
		if !known {
			fmt.Fprintln(to.err, "No running server says where it is, so how the link begins is a guess. If it is wrong, say the address: --public-url https://draw.example.org, or --addr as for serve.")
		}
		for _, other := range bases[1:] {
			fmt.Fprintf(to.err, "From where that does not lead here, it begins with %s\n", other)
		}
		fmt.Fprintln(to.err, "Open it in your browser within 15 minutes. It works once, and makes whoever opens it an admin: give it to nobody.")
		return nil
	})
}

// bases are the addresses at which a link may be opened, the likeliest first: as the flags or the environment say, else as the server that uses the data
// folder says, else (known is false) as one that nobody has told anything.
func (a adminLink) bases() (all []string, known bool) {
	s := settings{Addr: a.Addr, PublicURL: a.PublicURL, secured: a.secured}
	for _, address := range s.addresses() {
		all = append(all, strings.TrimRight(address, "/"))
	}
	if len(all) > 0 {
		return all, true
	}
	if a.Addr == "" {
		if a.DatabaseURL == "" {
			all = wordOf(a.Data)
		}
		if len(all) > 0 {
			return all, true
		}
		s.Addr = ":8080"
	}
	host, _ := s.host()
	_, port, _ := net.SplitHostPort(s.Addr) // Validate has seen that it has one
	scheme := "http"
	if a.on() {
		scheme = "https"
	}
	return []string{scheme + "://" + net.JoinHostPort(host, port)}, a.Addr != ""
}

// adminList lists the admins.
type adminList struct {
	place `embed:""`
}

// Run writes a line each: the id, and the name.
func (a adminList) Run(ctx context.Context, to streams) error {
	return a.beside(ctx, func(store *persistence.Store) error {
		all, err := store.Admins(ctx)
		for _, u := range all {
			fmt.Fprintf(to.out, "%s  %s\n", u.ID, u.Name)
		}
		if err == nil && len(all) == 0 {
			fmt.Fprintln(to.err, "There is no admin.")
		}
		return err
	})
}

// adminRemove makes an admin one no more.
type adminRemove struct {
	place `embed:""`
	User  string `arg:"" help:"The admin's id, as the list has it."`
}

// Run does so; their next request knows it.
func (a adminRemove) Run(ctx context.Context, to streams) error {
	return a.beside(ctx, func(store *persistence.Store) error {
		err := store.EndAdmin(ctx, board.UserID(a.User))
		if errors.Is(err, board.ErrNotFound) {
			return fmt.Errorf("there is no admin %q", a.User)
		}
		if err == nil {
			fmt.Fprintf(to.out, "%s is an admin no more.\n", a.User)
		}
		return err
	})
}
