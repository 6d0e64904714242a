package wire

import (
	"strconv"
	"strings"
)

// Version is a version of the protocol (W1). Each has all that the ones before it have.
type Version int

// The versions that are spoken here.
const (
	V1     Version = 1
	V2     Version = 2 // tells how it stands with the store (W33)
	Newest         = V2
)

const protocolPrefix = "drawingroom.v"

// Protocol is the version's name as a subprotocol.
func (v Version) Protocol() string { return protocolPrefix + strconv.Itoa(int(v)) }

// ParseProtocol reads a subprotocol's name; false: it is none of this protocol. The version need not be one that is spoken here.
func ParseProtocol(name string) (Version, bool) {
	digits, ours := strings.CutPrefix(name, protocolPrefix)
	if !ours {
		return 0, false
	}
	return ParseVersion(digits)
}

// ParseVersion reads a version's number, 1 to 9999.
func ParseVersion(digits string) (Version, bool) {
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > 9999 || digits != strconv.Itoa(n) {
		return 0, false
	}
	return Version(n), true
}

// Common is the newest of the offered versions that is spoken here too; 0: none is.
func Common(offered []Version) Version {
	var best Version
	for _, v := range offered {
		if v <= Newest {
			best = max(best, v)
		}
	}
	return best
}
