package board

// Chain returns the chain hash of a row that follows prev:
// the first 16 bytes of SHA-256(prev ‖ len(board) as u32 ‖ board ‖ seq ‖ author ‖ client ‖ n ‖ time ‖ version as u64 each, big-endian ‖ SHA-256(salt ‖ payload)).
// The payload enters by its salted hash, so that striking out salt and payload later keeps the chain whole.
func Chain(prev Hash, id ID, r Record) Hash { panic("todo") }

// Digest is the first 16 bytes of the SHA-256 of a payload.
func Digest(payload []byte) Hash { panic("todo") }
