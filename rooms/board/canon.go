package board

// StateHash is the SHA-256 of a canonical form.
type StateHash [32]byte

// AppendChange appends the canonical encoding of a change: the log's payload.
//
//	{"step":"…","ops":[{"op":"put","id":"…","props":{…}},{"op":"set","id":"…","own":true,"props":{…}},{"op":"remove","id":"…"}]}
//
// Keys stand in just this order, step and own only when set, props sorted by path, unset values as null, no white space.
func AppendChange(dst []byte, c Change) []byte { panic("todo") }

// DecodeChange reads what AppendChange wrote. It is as strict as the wire (duplicate keys, null, depth, sizes) but does not judge values
// against the dictionary (B15): rows of a newer dictionary must still load.
func DecodeChange(version int, payload []byte) (Change, error) { panic("todo") }

// AppendCanonical appends the canonical form (B14):
//
//	{"elements":[["id",maker,[bornSeq,bornAuthor],[lastSeq,lastAuthor],{path:value,…},{path:[seq,author],…}],…],"graves":[["id",[seq,author],maker],…]}
//
// elements and graves by id; the last object of an element only holds paths whose writer differs from born.
func (b *Board) AppendCanonical(dst []byte) []byte { panic("todo") }

// Hash is the SHA-256 of the canonical form.
func (b *Board) Hash() StateHash { panic("todo") }

// Restored reads a canonical form back into a board at seq. It is the inverse of AppendCanonical and refuses anything that is not exactly canonical.
func Restored(seq Seq, form []byte) (*Board, error) { panic("todo") }
