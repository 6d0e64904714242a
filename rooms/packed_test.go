package rooms

import (
	"bytes"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"drawingroom/rooms/board"
)

// A second body is counted with the first, goes with it, and is not given to a resource that has gone.
func TestTheShelfCountsBothBodies(t *testing.T) {
	h := newShelf(100)
	put := func(seq board.Seq, bytes int) *resource {
		res, fresh := h.place("board-one", board.Position{Seq: seq})
		if !fresh {
			t.Fatalf("%d is there already", seq)
		}
		h.fill("board-one", res, make([]byte, bytes), nil)
		return res
	}
	first, second := put(1, 30), put(2, 30)
	h.add("board-one", second, make([]byte, 20))
	if h.bytes != 80 || second.zstd.Load() == nil {
		t.Fatalf("%d bytes", h.bytes)
	}
	put(3, 30) // the first goes
	h.add("board-one", first, make([]byte, 20))
	if h.bytes != 80 || first.zstd.Load() != nil {
		t.Fatalf("%d bytes, and the one that went has another body", h.bytes)
	}
	put(4, 60) // the second goes, with both
	if h.bytes != 90 || len(h.by) != 2 {
		t.Fatalf("%d bytes of %d", h.bytes, len(h.by))
	}
}

// What is packed again holds the same, within what browsers take.
func TestRepacking(t *testing.T) {
	form := []byte(strings.Repeat(`{"elements":[],"graves":[]}`, 500_000)) // longer than a window
	body, err := zip(form)
	if err != nil {
		t.Fatal(err)
	}
	r := New(Config{})
	res, _ := r.shelf.place("board-one", board.Position{Seq: 1})
	r.shelf.fill("board-one", res, body, nil)
	r.repack("board-one", res)
	unpack, err := zstd.NewReader(nil, zstd.WithDecoderMaxWindow(zstdWindow))
	if err != nil {
		t.Fatal(err)
	}
	defer unpack.Close()
	packed := Packed{r, "board-one", res}
	plain, err := unpack.DecodeAll(packed.Zstd(), nil)
	if err != nil || !bytes.Equal(plain, form) {
		t.Fatalf("%d bytes, %v, want %d", len(plain), err, len(form))
	}
	if again, err := unzip(packed.Gzip()); err != nil || !bytes.Equal(again, form) {
		t.Fatalf("gzip: %v", err)
	}
}
