package board

// AssetHash is the SHA-256 of an asset's bytes. Elements name an asset by it, as 64 hexadecimal digits.
type AssetHash [32]byte

// AssetPart is how many bytes of an asset are kept, and read, together. Every part but the last is as long.
const AssetPart = 256 << 10

// Asset is what is known of bytes that belong to a board: a picture, as its own head says.
type Asset struct {
	Hash          AssetHash
	Type          string // its media type, decided by its bytes
	Width, Height int    // pixels
	Size          int64  // bytes
}

// NewAsset is an asset on its way onto a board.
type NewAsset struct {
	Asset
	Board ID
	By    UserID
	Now   int64 // ms
	Quota int64 // bytes that all assets of the board may take together; 0: any
}
