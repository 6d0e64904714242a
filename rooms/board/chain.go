package board

import (
	"crypto/sha256"
	"encoding/binary"
)

// Chain returns the chain hash of a row that follows prev:
// the first 16 bytes of SHA-256(prev ‖ len(board) as u32 ‖ board ‖ seq ‖ author ‖ client ‖ n ‖ time ‖ version as u64 each, big-endian ‖ SHA-256(salt ‖ payload)).
// The payload enters by its salted hash, so that striking out salt and payload later keeps the chain whole (Record.Seal).
func Chain(prev Hash, id ID, r Record) Hash {
	sealed := r.Seal()
	text := make([]byte, 0, 160)
	text = append(text, prev[:]...)
	text = binary.BigEndian.AppendUint32(text, uint32(len(id)))
	text = append(text, id...)
	for _, n := range [...]int64{int64(r.Seq), int64(r.Author), int64(r.Client), r.N, r.Time, int64(r.Version)} {
		text = binary.BigEndian.AppendUint64(text, uint64(n))
	}
	text = append(text, sealed[:]...)
	sum := sha256.Sum256(text)
	return Hash(sum[:16])
}

// Digest is the first 16 bytes of the SHA-256 of a payload.
func Digest(payload []byte) Hash {
	sum := sha256.Sum256(payload)
	return Hash(sum[:16])
}
