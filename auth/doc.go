// Package auth says who you are and what you may. It knows no HTTP and no SQL.
//
// There are three secrets, and each opens one door only:
//
//   - the cookie, an opaque random text kept by the browser for up to 400 days (sessions.go). The store holds its hash.
//   - the token, a JWT of 15 minutes minted from the cookie (tokens.go). It says who, never what: rights live in the database.
//   - the link's secret, 128 random bits in the fragment of a board's address (links.go). Joining turns it into a membership.
//
// Whatever arrives is compared by hash, so the time an answer takes tells nothing about the secret.
package auth
