package persistence

import (
	"fmt"

	"drawingroom/rooms/board"
)

// hash16 is a scan target for a column of 16 bytes. Another length means a damaged row.
type hash16 struct{ to *[16]byte }

func into16(h *board.Hash) *hash16 { return &hash16{(*[16]byte)(h)} }

// Scan implements sql.Scanner, which pgx honours too.
func (h *hash16) Scan(value any) error {
	b, ok := value.([]byte)
	if !ok || len(b) != len(h.to) {
		return fmt.Errorf("want 16 bytes, got %T of %d", value, len(b))
	}
	copy(h.to[:], b)
	return nil
}
