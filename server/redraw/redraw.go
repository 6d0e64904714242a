// Package redraw turns a small PNG that somebody has sent into a picture of the server's own encoding. It is the one place where a stranger's picture is decoded: only PNG,
// only after raster has read it from end to end, and only of few pixels; anything else is kept and served as it is, and decoded by browsers alone.
package redraw

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"

	"drawingroom/server/raster"
)

const (
	// plenty is the size of a PNG, in bytes, from which a JPEG is tried instead: the picture has photos in it.
	plenty = 48 << 10
	// quality is that of such a JPEG.
	quality = 82
)

// Afresh decodes a PNG within limits and encodes what is seen of it again, on white where it is transparent: nothing of the bytes that came is in those that are
// returned. Errors as of raster.Examine; what is no PNG: raster.ErrKind.
func Afresh(body []byte, limits raster.Limits) ([]byte, raster.Image, error) {
	is, err := raster.Examine(bytes.NewReader(body), int64(len(body)), limits)
	if err != nil {
		return nil, raster.Image{}, err
	}
	if is.Type != "image/png" {
		return nil, raster.Image{}, raster.ErrKind
	}
	decoded, err := png.Decode(bytes.NewReader(body))
	if err != nil {
		return nil, raster.Image{}, raster.ErrDamaged
	}
	seen := image.NewRGBA(image.Rect(0, 0, is.Width, is.Height))
	draw.Draw(seen, seen.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(seen, seen.Bounds(), decoded, decoded.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, seen); err != nil {
		return nil, raster.Image{}, err
	}
	if out.Len() > plenty {
		var photo bytes.Buffer
		if err := jpeg.Encode(&photo, seen, &jpeg.Options{Quality: quality}); err != nil {
			return nil, raster.Image{}, err
		}
		if photo.Len() < out.Len() {
			return photo.Bytes(), raster.Image{Type: "image/jpeg", Width: is.Width, Height: is.Height}, nil
		}
	}
	return out.Bytes(), is, nil
}
