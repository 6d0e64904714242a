package main

import (
	"fmt"
	"runtime/debug"
)

// version prints what the build says of itself.
type version struct{}

// Run prints the version.
func (version) Run(to streams) error {
	built, ok := debug.ReadBuildInfo()
	if !ok {
		fmt.Fprintln(to.out, "drawingroom, of an unknown build")
		return nil
	}
	revision := ""
	for _, s := range built.Settings {
		if s.Key == "vcs.revision" {
			revision = " " + s.Value
		}
	}
	fmt.Fprintf(to.out, "drawingroom %s%s (%s)\n", built.Main.Version, revision, built.GoVersion)
	return nil
}
