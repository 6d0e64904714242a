package main

import (
	"net"
	"net/http"
	"time"

	"drawingroom/server"
)

// answerPrivately serves metrics and profiles on a listener of their own, nil where there is none, until end is called.
func answerPrivately(on net.Listener, wait *server.Waiting) (end func()) {
	if on == nil {
		return func() {}
	}
	web := &http.Server{Handler: wait.Private(), ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = web.Serve(on) }() // it ends by Close, and nobody draws on it
	return func() { _ = web.Close() }
}
