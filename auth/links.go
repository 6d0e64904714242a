package auth

import "drawingroom/rooms/board"

// linkBytes is the size of a link's secret: 128 bits, 22 characters of base64url.
const linkBytes = 16

// NewLink draws the secret of a link to a board. It goes into the fragment of the address and is told once; the store keeps its hash.
func NewLink() (secret string, hash [32]byte) {
	secret = newSecret(linkBytes)
	hash, _ = hashSecret(secret, linkBytes)
	return secret, hash
}

// NewLinkID draws the name of a link: 96 bits. It is no secret, but must never be drawn twice on a board.
func NewLinkID() board.LinkID { return board.LinkID("l" + newSecret(12)) }

// LinkHash returns the hash by which a store knows a link. False: this cannot be a link's secret.
func LinkHash(secret string) ([32]byte, bool) { return hashSecret(secret, linkBytes) }
