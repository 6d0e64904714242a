package raster

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"
)

var limits = Limits{Pixels: 100_000_000, Side: 16_384}

func examine(b []byte) (Image, error) { return Examine(bytes.NewReader(b), int64(len(b)), limits) }

func decoded(t *testing.T, text string) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func picture(w, h int) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})
	for i := range m.Pix {
		m.Pix[i] = uint8(i % 3 % 2)
	}
	return m
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// real makes one whole picture of each kind.
func real(t *testing.T) map[string][]byte {
	t.Helper()
	var p, j, g, moving bytes.Buffer
	must(t, png.Encode(&p, picture(40, 30)))
	must(t, jpeg.Encode(&j, picture(40, 30), nil))
	must(t, gif.Encode(&g, picture(40, 30), nil))
	must(t, gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{picture(40, 30), picture(20, 10)}, Delay: []int{5, 5}}))
	return map[string][]byte{
		"image/png": p.Bytes(), "image/jpeg": j.Bytes(), "image/gif": g.Bytes(), "image/gif moving": moving.Bytes(),
		"image/webp": decoded(t, "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"),
		"image/avif": decoded(t, "AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUIAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAAAAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAAB0AAAAoaWluZgAAAAAAAQAAABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAAIAAAACAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQ0MAAAAABNjb2xybmNseAACAAIAAYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAACVtZGF0EgAKCBgANogQEAwgMg8f8D///8WfhwB8+ErK42A="),
	}
}

func TestRealPictures(t *testing.T) {
	sizes := map[string][2]int{"image/webp": {1, 1}, "image/avif": {2, 2}}
	for name, b := range real(t) {
		got, err := examine(b)
		want := Image{Type: name, Width: 40, Height: 30}
		want.Type, _, _ = cutSpace(name)
		if s, other := sizes[name]; other {
			want.Width, want.Height = s[0], s[1]
		}
		if err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if !Known(b[:Head]) {
			t.Errorf("%s is not known by its head", name)
		}
	}
}

func cutSpace(s string) (before, after string, found bool) {
	for i := range s {
		if s[i] == ' ' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

// Cut anywhere it is damaged; with anything behind it, it is more than a picture.
func TestCutAndLengthened(t *testing.T) {
	tried := 0
	for name, b := range real(t) {
		for end := range b {
			tried++
			if _, err := examine(b[:end]); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrKind) {
				t.Errorf("%s cut at %d of %d: %v", name, end, len(b), err)
			}
		}
		for what, tail := range map[string]string{
			"a page": "<!doctype html><script>alert(1)</script>", "an archive": "PK\x03\x04\x14\x00\x00\x00\x08\x00aaaaaaaaaaaa", "a byte": "\x00", "a script": "\n*/=1;alert(1)//",
		} {
			tried++
			_, err := examine(append(bytes.Clone(b), tail...))
			if !errors.Is(err, ErrTail) && !(name == "image/avif" && errors.Is(err, ErrDamaged)) {
				t.Errorf("%s with %s behind it: %v", name, what, err)
			}
		}
	}
	if tried < 500 {
		t.Fatalf("only %d tried", tried)
	}
}

// Whatever is changed in a picture, the answer comes and is one of those there are.
func TestDamagedAnywhere(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's
	refused := 0
	for name, b := range real(t) {
		for range 1000 {
			bad := bytes.Clone(b)
			for range 1 + random.IntN(4) {
				bad[random.IntN(len(bad))] = byte(random.Uint32())
			}
			_, err := examine(bad)
			if err == nil {
				continue
			}
			refused++
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrKind) && !errors.Is(err, ErrLarge) && !errors.Is(err, ErrTail) {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if refused == 0 {
		t.Fatal("nothing was refused")
	}
}

func chunk(kind string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func packed(t *testing.T, size int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(make([]byte, size))
	must(t, err)
	must(t, w.Close())
	return b.Bytes()
}

func pngOf(w, h uint32, more ...[]byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := append([]byte(pngSignature), chunk("IHDR", append(head, 8, 6, 0, 0, 0))...)
	for _, m := range more {
		out = append(out, m...)
	}
	return append(append(out, chunk("IDAT", []byte{0x78, 0x9c, 3, 0, 0, 0, 0, 1})...), chunk("IEND", nil)...)
}

func gifOf(w, h uint16, frames int, frame ...byte) []byte {
	out := append([]byte("GIF89a"), byte(w), byte(w>>8), byte(h), byte(h>>8), 0, 0, 0)
	for range frames {
		out = append(out, 0x2c)
		out = append(append(out, frame...), 2, 1, 0, 0)
	}
	return append(out, 0x3b)
}

func webpOf(chunks ...[]byte) []byte {
	body := []byte("WEBP")
	for _, c := range chunks {
		body = append(body, c...)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riff(kind string, body []byte) []byte {
	out := append(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body))), body...)
	if len(body)%2 == 1 {
		out = append(out, 0)
	}
	return out
}

// C62: what is made to hurt whoever shows it.
func TestHostile(t *testing.T) {
	all := real(t)
	largeJPEG := bytes.Clone(all["image/jpeg"])
	frame := bytes.Index(largeJPEG, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(largeJPEG[frame+5:], 60_000)
	binary.BigEndian.PutUint16(largeJPEG[frame+7:], 60_000)
	scan := bytes.Index(all["image/jpeg"], []byte{0xff, 0xda})
	scans := bytes.Clone(all["image/jpeg"][:scan])
	for range 10_000 {
		scans = append(scans, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1)
	}
	largeAVIF := bytes.Clone(all["image/avif"])
	size := bytes.Index(largeAVIF, []byte("ispe"))
	binary.BigEndian.PutUint32(largeAVIF[size+8:], 60_000)
	heic := bytes.ReplaceAll(bytes.Clone(all["image/avif"]), []byte("avif"), []byte("heic"))
	small := [9]byte{0, 0, 0, 0, 1, 0, 1, 0, 0}
	for _, row := range []struct {
		name  string
		bytes []byte
		want  error
	}{
		{"30,000 x 30,000 pixels", pngOf(30_000, 30_000), ErrLarge},
		{"more than 100 megapixels", pngOf(16_000, 16_000), ErrLarge},
		{"no pixels", pngOf(0, 5), ErrDamaged},
		{"a negative size", pngOf(0x80000001, 5), ErrDamaged},
		{"a packed text of 40 MiB", pngOf(4, 4, chunk("zTXt", append([]byte("x\x00\x00"), packed(t, 40<<20)...))), ErrLarge},
		{"a profile of 40 MiB", pngOf(4, 4, chunk("iCCP", append([]byte("x\x00\x00"), packed(t, 40<<20)...))), ErrLarge},
		{"an international text of 40 MiB", pngOf(4, 4, chunk("iTXt", append([]byte("x\x00\x01\x00en\x00x\x00"), packed(t, 40<<20)...))), ErrLarge},
		{"twenty texts of 2 MiB", pngOf(4, 4, bytes.Repeat(chunk("zTXt", append([]byte("x\x00\x00"), packed(t, 2<<20)...)), 20)), ErrLarge},
		{"an honest text", pngOf(4, 4, chunk("zTXt", append([]byte("x\x00\x00"), packed(t, 2<<20)...))), nil},
		{"a wrong checksum", bytes.Replace(pngOf(4, 4), []byte("IDAT"), []byte("IDAX"), 1), ErrDamaged},
		{"a PNG without pixels", append(append([]byte(pngSignature), chunk("IHDR", make([]byte, 13))...), chunk("IEND", nil)...), ErrDamaged},
		{"a JPEG of 60,000 x 60,000", largeJPEG, ErrLarge},
		{"a JPEG of 10,000 passes", append(scans, 0xff, 0xd9), ErrLarge},
		{"a JPEG in a JPEG", append(bytes.Clone(all["image/jpeg"]), all["image/jpeg"]...), ErrTail},
		{"a GIF of 10,000 frames", gifOf(1, 1, 10_000, small[:]...), ErrLarge},
		{"a GIF of 65,535 x 65,535", gifOf(65_535, 65_535, 1, small[:]...), ErrLarge},
		{"a frame beyond the screen", gifOf(1, 1, 1, 0, 0, 0, 0, 255, 255, 255, 255, 0), ErrDamaged},
		{"a GIF without a frame", gifOf(1, 1, 0), ErrDamaged},
		{"a WebP canvas of 16 million", webpOf(riff("VP8X", []byte{0, 0, 0, 0, 255, 255, 255, 0, 0, 0}), riff("VP8L", []byte{0x2f, 0, 0, 0, 0})), ErrLarge},
		{"WebP pixels beyond the canvas", webpOf(riff("VP8X", make([]byte, 10)), riff("VP8L", []byte{0x2f, 255, 255, 0, 0})), ErrDamaged},
		{"a WebP without pixels", webpOf(riff("VP8X", make([]byte, 10))), ErrDamaged},
		{"a WebP canvas and its pixels", webpOf(riff("VP8X", make([]byte, 10)), riff("VP8L", []byte{0x2f, 0, 0, 0, 0})), nil},
		{"a WebP of 10,000 frames", webpOf(riff("VP8X", make([]byte, 10)), bytes.Repeat(riff("ANMF", make([]byte, 16)), 10_000)), ErrLarge},
		{"an AVIF of 60,000", largeAVIF, ErrLarge},
		{"a HEIC", heic, ErrKind},
		{"an SVG with a script", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), ErrKind},
		{"an SVG behind an XML head", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), ErrKind},
		{"a page", []byte("<!doctype html><title>x</title>"), ErrKind},
		{"a page that begins like a GIF", []byte("GIF89a/*<html><script>alert(1)</script>*/=1"), ErrLarge},
		{"a bitmap", []byte("BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00"), ErrKind},
		{"a PDF", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), ErrKind},
		{"nothing", nil, ErrKind},
	} {
		if _, err := examine(row.bytes); !errors.Is(err, row.want) {
			t.Errorf("%s: %v, want %v", row.name, err, row.want)
		}
	}
}

func FuzzExamine(f *testing.F) {
	for _, b := range real(&testing.T{}) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := examine(b)
		if err == nil && (m.Width <= 0 || m.Height <= 0 || m.Width > limits.Side || m.Height > limits.Side) {
			t.Errorf("%+v", m)
		}
	})
}
