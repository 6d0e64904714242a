package redraw_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"drawingroom/server/raster"
	"drawingroom/server/redraw"
)

var limits = raster.Limits{Pixels: 640 * 400, Side: 640}

func encoded(t *testing.T, is image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, is); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withText puts a text into a PNG, where browsers and programs put what they know of it.
func withText(body []byte, text string) []byte {
	chunk := append([]byte("tEXtComment\x00"), text...)
	made := binary.BigEndian.AppendUint32(nil, uint32(len(chunk)-4))
	made = append(made, chunk...)
	made = binary.BigEndian.AppendUint32(made, crc32.ChecksumIEEE(chunk))
	at := 8 + 4 + 4 + 13 + 4 // after IHDR
	return append(append(bytes.Clone(body[:at]), made...), body[at:]...)
}

// What is seen stays, and of the bytes that came nothing: a comment that a script lies in is gone.
func TestNothingOfTheBytesIsKept(t *testing.T) {
	is := image.NewNRGBA(image.Rect(0, 0, 20, 10))
	is.Set(3, 4, color.NRGBA{200, 10, 20, 255})
	body := withText(encoded(t, is), "<script>alert(1)</script>")
	fresh, told, err := redraw.Afresh(body, limits)
	if err != nil || told.Width != 20 || told.Height != 10 || told.Type != "image/png" {
		t.Fatalf("%+v, %v", told, err)
	}
	if !bytes.Contains(body, []byte("script")) || bytes.Contains(fresh, []byte("script")) {
		t.Error("the comment is in it")
	}
	back, err := png.Decode(bytes.NewReader(fresh))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, a := back.At(3, 4).RGBA(); r>>8 != 200 || g>>8 != 10 || b>>8 != 20 || a>>8 != 255 {
		t.Errorf("the red dot is %d %d %d %d", r>>8, g>>8, b>>8, a>>8)
	}
	if r, _, _, a := back.At(0, 0).RGBA(); r>>8 != 255 || a>>8 != 255 {
		t.Error("what is transparent does not lie on white")
	}
}

// A picture with photos in it is kept small.
func TestPhotosBecomeSmall(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 640, 400))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(random.IntN(64)) | byte(i%4/3*255)
	}
	fresh, told, err := redraw.Afresh(encoded(t, noise), limits)
	if err != nil || told.Type != "image/jpeg" || told.Width != 640 {
		t.Fatalf("%+v, %v", told, err)
	}
	if _, err := jpeg.Decode(bytes.NewReader(fresh)); err != nil {
		t.Error(err)
	}
}

// What is no small PNG is not decoded at all.
func TestWhatIsNotTaken(t *testing.T) {
	small := encoded(t, image.NewGray(image.Rect(0, 0, 2, 2)))
	broken := bytes.Clone(small)
	broken[len(broken)-20] ^= 1
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 2, 2)), nil); err != nil {
		t.Fatal(err)
	}
	for what, row := range map[string]struct {
		body []byte
		want error
	}{
		"a JPEG":       {photo.Bytes(), raster.ErrKind},
		"nothing":      {nil, raster.ErrKind},
		"a page":       {[]byte("<!doctype html><script>alert(1)</script>"), raster.ErrKind},
		"a large one":  {encoded(t, image.NewGray(image.Rect(0, 0, 641, 1))), raster.ErrLarge},
		"one cut off":  {small[:len(small)-3], raster.ErrDamaged},
		"a broken one": {broken, raster.ErrDamaged},
		"with a tail":  {append(bytes.Clone(small), "PK\x03\x04"...), raster.ErrTail},
	} {
		if _, _, err := redraw.Afresh(row.body, limits); !errors.Is(err, row.want) {
			t.Errorf("%s: %v, want %v", what, err, row.want)
		}
	}
}

func FuzzAfresh(f *testing.F) {
	var out bytes.Buffer
	_ = png.Encode(&out, image.NewNRGBA(image.Rect(0, 0, 3, 3)))
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, body []byte) {
		fresh, told, err := redraw.Afresh(body, limits)
		if err == nil && (told.Width*told.Height > 640*400 || len(fresh) == 0) {
			t.Errorf("%+v of %d bytes", told, len(fresh))
		}
	})
}
