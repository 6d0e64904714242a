// Command roomhost hosts one real board, with the real rooms over a store in memory, for tests in another language. It is driven by lines of JSON
// on standard input and answers each with one line on standard output. Time stands still but for advance and settle, so runs repeat exactly.
//
// The board is "board-of-test"; every user who opens a connection is an editor of it unless a role was set before.
//
//	{"open":"k","user":"u1"}              a new connection named k, on which u1 is known; names are not used again
//	{"frame":"k","text":"[…]"}            a frame from the browser of k
//	{"cut":"k"}                           the network loses k; frames sent before are still read, nothing is sent to it any more
//	{"settle":true}                       until room, journal and outboxes are idle (fake time passes, at least 300 ms)
//	{"advance":1500}                      so many milliseconds of fake time pass
//	{"stall":"k"} {"unstall":"k"}         k's browser stops reading, and goes on
//	{"snapshot":"/api/v1/…"}              the resource of a welcome: "body" is the canonical form; "error" if there is none
//	{"export":true}                       "at" {epoch, seq, hash}, "state" (SHA-256 of the form, hex) and "form"
//	{"role":"viewer","user":"u1"}         a right is changed; "" takes it away
//	{"fail":"busy"|"unknown"|"lost"}      the next append: is not done; has an unknown outcome and was not done; the same and was done
//	{"restart":true}                      the node dies and another begins on the same store: all connections are cut
//
// Every command is carried out until nothing more happens at this instant. Its answer holds what was sent meanwhile, in order for each connection:
//
//	{"out":[{"conn":"k","text":"[…]"},{"conn":"k","close":4008,"reason":"slow"}], …}
//
// A command that cannot be understood is answered {"error":"…"}. The program ends with its input.
package main
