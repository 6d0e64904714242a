// Package web carries the built front end inside the binary.
package web

import "embed"

// Dist is the folder dist as it was when the program was built. Without a built front end it holds .keep alone.
//
//go:embed all:dist
var Dist embed.FS
