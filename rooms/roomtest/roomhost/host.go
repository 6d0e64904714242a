package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"path"
	"testing/synctest"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
)

const (
	theBoard board.ID = "board-of-test"
	quiet             = 50 * time.Millisecond
)

type host struct {
	store *roomtest.Store
	reg   *rooms.Registry
	conns map[string]*roomtest.Conn
	order []string
	roles map[string]bool // users who have a right, or had one taken
}

func newHost() *host {
	h := &host{store: roomtest.NewStore(), conns: map[string]*roomtest.Conn{}, roles: map[string]bool{}}
	h.store.AddBoard(theBoard, "owner", "Test", time.Now().UnixMilli())
	h.begin()
	return h
}

func (h *host) begin() { h.reg = rooms.New(rooms.Config{Store: h.store, Node: "n"}) }

func (h *host) end() {
	for _, c := range h.conns {
		c.Cut()
	}
	h.reg.Close(context.Background())
}

func (h *host) do(c command) (a answer) {
	switch {
	case c.Open != "":
		a.Error = h.open(c.Open, c.User)
	case c.Frame != "":
		a.Error = h.with(c.Frame, func(k *roomtest.Conn) { k.Send([]byte(c.Text)) })
	case c.Cut != "":
		a.Error = h.with(c.Cut, func(k *roomtest.Conn) { k.Cut(); k.Take() })
	case c.Stall != "":
		a.Error = h.with(c.Stall, func(k *roomtest.Conn) { k.Stall(true) })
	case c.Unstall != "":
		a.Error = h.with(c.Unstall, func(k *roomtest.Conn) { k.Stall(false) })
	case c.Settle:
		h.settle()
	case c.Advance > 0:
		time.Sleep(time.Duration(c.Advance) * time.Millisecond)
	case c.Snapshot != "":
		a.Body, a.Error = h.snapshot(c.Snapshot)
	case c.Export:
		h.export(&a)
	case c.Role != nil:
		h.roles[c.User] = true
		h.store.SetRole(theBoard, board.UserID(c.User), board.Role(*c.Role))
	case c.Fail != "":
		a.Error = h.fail(c.Fail)
	case c.Restart:
		h.restart()
	default:
		a.Error = "no such command"
	}
	return a
}

func (h *host) open(name, user string) string {
	if user == "" || h.conns[name] != nil {
		return "open needs a new name and a user"
	}
	if !h.roles[user] {
		h.roles[user] = true
		h.store.SetRole(theBoard, board.UserID(user), board.RoleEditor)
	}
	conn := roomtest.NewConn()
	h.conns[name] = conn
	h.order = append(h.order, name)
	who := rooms.Identity{User: board.UserID(user), Expires: time.Now().Add(24 * 365 * time.Hour)}
	go h.reg.Serve(context.Background(), conn, who, theBoard)
	return ""
}

func (h *host) with(name string, do func(*roomtest.Conn)) string {
	conn := h.conns[name]
	if conn == nil {
		return "there is no connection " + name
	}
	do(conn)
	return ""
}

// settle lets fake time pass until nothing has been sent for longer than any rest of a room.
func (h *host) settle() {
	for still, was := 0, -1; still < 6; {
		time.Sleep(quiet)
		synctest.Wait()
		wrote := 0
		for _, c := range h.conns {
			wrote += c.Wrote()
		}
		if still++; wrote != was {
			still, was = 0, wrote
		}
	}
}

func (h *host) snapshot(url string) (body, problem string) {
	seq, hash, ok := rooms.ParseSnapshotName(path.Base(url))
	if !ok {
		return "", "no snapshot is named " + url
	}
	zipped, err := h.reg.Snapshot(context.Background(), theBoard, seq, hash)
	if err != nil {
		return "", err.Error()
	}
	r, err := gzip.NewReader(bytes.NewReader(zipped.Gzip()))
	if err != nil {
		return "", err.Error()
	}
	form, err := io.ReadAll(r)
	if err != nil {
		return "", err.Error()
	}
	return string(form), ""
}

func (h *host) export(a *answer) {
	x, err := h.reg.Export(context.Background(), theBoard)
	if err != nil {
		a.Error = err.Error()
		return
	}
	a.At = &position{x.At.Epoch, int64(x.At.Seq), base64.RawURLEncoding.EncodeToString(x.At.Hash[:])}
	a.State, a.Form = x.State.String(), string(x.Form)
}

func (h *host) fail(how string) string {
	faults := map[string]roomtest.Fault{
		"busy": {Err: board.ErrBusy}, "unknown": {Err: board.ErrUnknown}, "lost": {Err: board.ErrUnknown, Stored: true},
	}
	fault, ok := faults[how]
	if !ok {
		return errors.New("no such failure: " + how).Error()
	}
	h.store.FailAppend(fault)
	return ""
}

// restart ends the node without a word to anyone, as kill -9 would, and begins another on the same store.
func (h *host) restart() {
	for _, c := range h.conns {
		c.Cut()
		c.Take()
	}
	h.reg.Close(context.Background())
	h.begin()
}

// collect takes what was sent, by connection in the order they were opened.
func (h *host) collect() []sent {
	out := []sent{}
	open := h.order[:0:0]
	for _, name := range h.order {
		c := h.conns[name]
		for _, frame := range c.Take() {
			out = append(out, sent{Conn: name, Text: string(frame)})
		}
		if closed := c.Closed(); closed != nil {
			out = append(out, sent{Conn: name, Close: closed.Close.Code, Reason: closed.Reason})
			c.Forget()
		}
		open = append(open, name)
	}
	h.order = open
	return out
}
