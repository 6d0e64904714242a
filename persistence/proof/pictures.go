package proof

import (
	"crypto/sha256"
	"hash"

	"drawingroom/persistence"
	"drawingroom/rooms/board"
)

// picture is an asset whose parts come.
type picture struct {
	hash board.AssetHash
	size int64
	sum  hash.Hash
	got  int64
	part int64
}

func (h *history) asset(r persistence.Row) {
	p := &picture{size: r.Number("size"), sum: sha256.New()}
	copy(p.hash[:], r.Bytes("hash"))
	h.whole[r.Number("num")] = p
}

func (h *history) assetPart(r persistence.Row) {
	p := h.whole[r.Number("asset")]
	if p == nil {
		return // of none that is kept
	}
	bytes := r.Bytes("bytes")
	if r.Number("part") != p.part {
		h.say(0, "part %d of the picture %x is missing", p.part, p.hash[:])
	}
	p.sum.Write(bytes)
	p.got += int64(len(bytes))
	p.part++
}

// ended compares a picture with the hash that the log names it by.
func (h *history) ended(num int64) {
	p := h.whole[num]
	h.pictures++
	h.pictureBytes += p.got
	if p.got != p.size || board.AssetHash(p.sum.Sum(nil)) != p.hash {
		h.say(0, "the picture %x is damaged: %d of %d bytes", p.hash[:], p.got, p.size)
	}
}
