package archive

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"io"

	"drawingroom/persistence"

	"github.com/klauspost/compress/zstd"
)

// Writer writes a file. Close ends it; without that, it is refused by who reads it.
type Writer struct {
	to     io.Writer
	sum    hash.Hash
	pack   *zstd.Encoder
	block  []byte
	packed []byte
	tables map[string]uint64
	rows   uint64
}

// NewWriter begins a file; made is the time, in ms since 1970. It holds one block in memory.
func NewWriter(to io.Writer, made int64) (*Writer, error) {
	pack, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	w := &Writer{sum: sha256.New(), pack: pack, tables: map[string]uint64{}}
	w.to = io.MultiWriter(to, w.sum)
	heading := newHeading(made)
	for i, t := range heading.Tables {
		w.tables[t.Name] = uint64(i + 1)
	}
	text, err := json.Marshal(heading)
	if err != nil {
		return nil, err
	}
	w.block = append(binary.AppendUvarint(nil, uint64(len(text))), text...)
	_, err = io.WriteString(w.to, magic)
	return w, err
}

// Put writes a row.
func (w *Writer) Put(r persistence.Row) error {
	number := w.tables[r.Table.Name]
	if number == 0 {
		return fmt.Errorf("%s is not kept in backups", r.Table.Name)
	}
	w.rows++
	w.block = binary.AppendUvarint(w.block, number)
	for _, value := range r.Values {
		w.block = appendValue(w.block, value)
	}
	if len(w.block) < blockBytes {
		return nil
	}
	return w.flush()
}

// Close ends the file, and returns how many rows it holds.
func (w *Writer) Close() (rows uint64, err error) {
	w.block = binary.AppendUvarint(append(w.block, 0), w.rows)
	if err := w.flush(); err != nil {
		return 0, err
	}
	if _, err := w.to.Write(make([]byte, 4)); err != nil {
		return 0, err
	}
	_, err = w.to.Write(w.sum.Sum(nil))
	return w.rows, err
}

func (w *Writer) flush() error {
	w.packed = w.pack.EncodeAll(w.block, append(w.packed[:0], 0, 0, 0, 0))
	binary.BigEndian.PutUint32(w.packed, uint32(len(w.packed)-4))
	w.block = w.block[:0]
	_, err := w.to.Write(w.packed)
	return err
}

func appendValue(dst []byte, value any) []byte {
	switch v := value.(type) {
	case int64:
		return binary.AppendVarint(append(dst, 1), v)
	case string:
		return append(binary.AppendUvarint(append(dst, 1), uint64(len(v))), v...)
	case []byte:
		return append(binary.AppendUvarint(append(dst, 1), uint64(len(v))), v...)
	case bool:
		if v {
			return append(dst, 1, 1)
		}
		return append(dst, 1, 0)
	}
	return append(dst, 0)
}
