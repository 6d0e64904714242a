package server

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"testing"
	"time"
)

// C51: a stop does not wait for connections that were opened ahead and have asked for nothing; one whose question is on its way is answered.
func TestStopDoesNotWaitForConnectionsOpenedAhead(t *testing.T) {
	asked := make(chan struct{})
	srv := newKit(t).srv
	srv.handler = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(asked)
		w.WriteHeader(http.StatusNoContent)
	})
	web := srv.HTTP()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = web.Serve(listener) }()
	open := func() net.Conn {
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	ahead := open()
	late := open()
	if _, err := late.Write([]byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	<-asked // and so the one before it has been taken, too
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	if err := web.Shutdown(ctx); err != nil {
		t.Fatalf("the stop waits: %v", err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(late), nil)
	if err != nil || answer.StatusCode != http.StatusNoContent {
		t.Errorf("who had asked: %v, %v", answer, err)
	}
	if _, err := ahead.Read(make([]byte, 1)); err == nil {
		t.Error("the one opened ahead is still there")
	}
}
