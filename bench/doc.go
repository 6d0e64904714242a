// Package bench measures a server from outside, as browsers would: guests sign in over HTTP, open sockets and speak the wire.
//
// Each measurement starts its own server (this very program, with an empty data folder) or joins one that runs (--url), and prints one
// Result. What could not be measured is left out and said in the notes; it is never guessed. Beside each figure of CPU stands that of a
// floor, run just before under the same load: a naive relay with one write per delivery (floor.go), so that figures of different machines compare.
//
// Reading order: command.go (what can be asked), result.go (what is told), target.go and process.go (the server), people.go, socket.go
// and member.go (the clients), then one file for each measurement.
package bench
