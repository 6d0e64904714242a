package archive

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"math"
	"unicode/utf8"

	"drawingroom/persistence"

	"github.com/klauspost/compress/zstd"
)

// Read gives each row of a file, in its order, and returns its heading. Rows are given before the file's end has been seen: what is made of
// them must not stand unless Read returns without an error. It holds one block in memory.
func Read(from io.Reader, each func(persistence.Row) error) (Heading, error) {
	r := &reader{from: bufio.NewReaderSize(from, 1<<20), sum: sha256.New()}
	var err error
	if r.unpack, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(mostPlain)); err != nil {
		return Heading{}, err
	}
	defer r.unpack.Close()
	heading, err := r.begin()
	if err != nil {
		return heading, err
	}
	tables, err := heading.sources()
	if err != nil {
		return heading, err
	}
	if err := r.rows(tables, each); err != nil {
		return heading, err
	}
	return heading, r.end()
}

type reader struct {
	from   *bufio.Reader
	sum    hash.Hash
	unpack *zstd.Decoder
	packed []byte
	plain  []byte
	block  []byte // what is left of plain
}

// take reads so many bytes of the file into the sum.
func (r *reader) take(into []byte) error {
	if _, err := io.ReadFull(r.from, into); err != nil {
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return ErrCut
		}
		return err
	}
	r.sum.Write(into)
	return nil
}

// name reads what each backup begins with.
func (r *reader) name() error {
	name := make([]byte, len(magic))
	err := r.take(name)
	if errors.Is(err, ErrCut) || err == nil && string(name) != magic {
		return ErrNotBackup // a file too short for the name is none either
	}
	return err
}

func (r *reader) begin() (h Heading, err error) {
	if err := r.name(); err != nil {
		return h, err
	}
	if err := r.next(); err != nil {
		return h, err
	}
	text, err := r.bytes()
	if err != nil {
		return h, err
	}
	if err := json.Unmarshal(text, &h); err != nil {
		return h, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if h.Format > Format {
		return h, fmt.Errorf("%w: its format is %d, this one reads %d", ErrNewer, h.Format, Format)
	}
	return h, nil
}

// pass reads a block as it is packed; false: it is the end of the blocks.
func (r *reader) pass() (more bool, err error) {
	var length [4]byte
	if err := r.take(length[:]); err != nil {
		return false, err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > mostPacked {
		return false, ErrDamaged
	}
	r.packed = append(r.packed[:0], make([]byte, n)...)
	return n > 0, r.take(r.packed)
}

// next reads a block.
func (r *reader) next() error {
	switch more, err := r.pass(); {
	case err != nil:
		return err
	case !more:
		return ErrDamaged
	}
	var err error
	if r.plain, err = r.unpack.DecodeAll(r.packed, r.plain[:0]); err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	r.block = r.plain
	return nil
}

func (r *reader) rows(tables []source, each func(persistence.Row) error) error {
	for count := uint64(0); ; count++ {
		for len(r.block) == 0 {
			if err := r.next(); err != nil {
				return err
			}
		}
		number, err := r.unsigned()
		if err != nil {
			return err
		}
		if number == 0 {
			return r.last(count)
		}
		if number > uint64(len(tables)) {
			return ErrDamaged
		}
		row, err := r.row(tables[number-1])
		if err != nil {
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
}

func (r *reader) last(count uint64) error {
	if told, err := r.unsigned(); err != nil || told != count || len(r.block) > 0 {
		return ErrDamaged
	}
	return nil
}

// end finds the end of the blocks, and the checksum.
func (r *reader) end() error {
	switch more, err := r.pass(); {
	case err != nil:
		return err
	case more:
		return ErrDamaged
	}
	return r.seal()
}

// seal compares the checksum. Nothing may follow it.
func (r *reader) seal() error {
	want := r.sum.Sum(nil)
	got := make([]byte, len(want))
	if err := r.take(got); err != nil {
		return err
	}
	if _, err := r.from.ReadByte(); !bytes.Equal(got, want) || !errors.Is(err, io.EOF) {
		return ErrDamaged
	}
	return nil
}

func (r *reader) row(s source) (persistence.Row, error) {
	values := make([]any, len(s.forms))
	for i, form := range s.forms {
		var err error
		if values[i], err = r.value(form); err != nil {
			return persistence.Row{}, err
		}
	}
	return s.row(values), nil
}

func (r *reader) value(form persistence.Form) (any, error) {
	there, err := r.unsigned()
	if err != nil || there == 0 {
		return nil, err
	}
	switch form {
	case persistence.Number:
		v, n := binary.Varint(r.block)
		if n <= 0 {
			return nil, ErrDamaged
		}
		r.block = r.block[n:]
		return v, nil
	case persistence.Truth:
		v, err := r.unsigned()
		return v != 0, err
	}
	b, err := r.bytes()
	if err != nil || form == persistence.Bytes {
		return b, err
	}
	if !utf8.Valid(b) {
		return nil, ErrDamaged
	}
	return string(b), nil
}

func (r *reader) unsigned() (uint64, error) {
	v, n := binary.Uvarint(r.block)
	if n <= 0 {
		return 0, ErrDamaged
	}
	r.block = r.block[n:]
	return v, nil
}

// bytes returns a copy: rows may be gathered.
func (r *reader) bytes() ([]byte, error) {
	n, err := r.unsigned()
	if err != nil || n > math.MaxInt32 || int(n) > len(r.block) {
		return nil, ErrDamaged
	}
	b := append([]byte{}, r.block[:n]...)
	r.block = r.block[n:]
	return b, nil
}
