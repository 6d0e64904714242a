// Package auth says who you are and what you may. It knows no HTTP and no SQL.
//
// There are three secrets, and each opens one door only:
//
//   - the cookie, an opaque random text kept by the browser for up to 400 days (sessions.go). The store holds its hash.
//   - the token, a JWT of 15 minutes minted from the cookie (tokens.go). It says who, never what: rights live in the database.
//   - the link's secret, 128 random bits in the fragment of a board's address (links.go). Joining turns it into a membership. It may ask for a
//     password beside (passwords.go), which a person can keep in mind and so can be guessed: it is hashed slowly, and tries are counted.
//
// Beside our own tokens, those of a host application may say who somebody is (host.go). What it says they may on a board becomes a row of the
// database before it counts (bearers.go).
//
// Whatever arrives is compared by hash, so the time an answer takes tells nothing about the secret.
package auth
