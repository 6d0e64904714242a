package bench

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"drawingroom/rooms/wire"
)

const (
	// perChange is how many elements one change puts, well within what a change may hold.
	perChange = 100
	// perStroke is how many points a stroke has.
	perStroke = 50
	// drawTime is how long the drawing of the board may take before it is given up.
	drawTime = 5 * time.Minute
)

// draw puts the board's elements, the same ones for the same seed, and waits until the last is in the log.
func (c *Join) draw(ctx context.Context, p *person, r room) error {
	s, _, err := p.enter(ctx, r, bufferSize)
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.conn.SetReadDeadline(time.Now().Add(drawTime)); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(c.Seed, 1)) //nolint:gosec // a drawing, not a secret
	changes := int64(0)
	go func() {
		var frame []byte
		for first := 0; first < c.Elements; first += perChange {
			frame = appendDrawing(frame[:0], random, first, min(first+perChange, c.Elements))
			s.write(frame)
		}
	}()
	last := int64((c.Elements + perChange - 1) / perChange)
	for changes < last {
		frame, err := s.read(nil)
		if err != nil {
			return err
		}
		if s.answered(frame) {
			continue
		}
		messages, bad := wire.DecodeServerFrame(frame)
		if bad != nil {
			return bad
		}
		for _, m := range messages {
			switch m := m.(type) {
			case wire.Changes:
				changes = m.Items[len(m.Items)-1].N
			case wire.Refused:
				return fmt.Errorf("the server refuses to be drawn on: %s %s", m.Code, m.Why)
			}
		}
	}
	return nil
}

// appendDrawing appends a frame with one change that puts the elements from first to before last.
func appendDrawing(dst []byte, random *rand.Rand, first, last int) []byte {
	dst = fmt.Appendf(dst, `[{"t":"change","n":%d,"ops":[`, first/perChange+1)
	for i := first; i < last; i++ {
		if i > first {
			dst = append(dst, ',')
		}
		if i%10 < 4 {
			dst = appendStroke(dst, random, i)
		} else {
			dst = appendRectangle(dst, random, i)
		}
	}
	return append(dst, `]}]`...)
}

// elementID is as random as those of a browser, since ids are most of what does not compress.
func elementID(random *rand.Rand) string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	id := make([]byte, 16)
	for i := range id {
		id[i] = alphabet[random.IntN(len(alphabet))]
	}
	return string(id)
}

var colours = []string{"ink", "red", "blue", "green", "orange", "violet"}

func appendHead(dst []byte, random *rand.Rand, i int, kind string) []byte {
	return fmt.Appendf(dst, `{"op":"put","id":"%s","props":{"at":[%d,%d],"colour":"%s","kind":"%s","order":"a%04d"`,
		elementID(random), random.IntN(2_000_000), random.IntN(1_000_000), colours[random.IntN(len(colours))], kind, i)
}

// appendStroke appends a stroke as a hand draws it: speed, direction and pressure change little from point to point.
func appendStroke(dst []byte, random *rand.Rand, i int) []byte {
	dst = appendHead(dst, random, i, "stroke")
	dst = append(dst, `,"points":[`...)
	speed, angle, pressure := 200+400*random.Float64(), 2*math.Pi*random.Float64(), 40+random.IntN(30)
	for k := range perStroke {
		if k > 0 {
			dst = append(dst, ',')
		}
		speed = min(max(speed+60*random.NormFloat64(), 30), 900)
		angle += 0.25 * random.NormFloat64()
		pressure = min(max(pressure+random.IntN(5)-2, 1), 100)
		dst = strconv.AppendInt(dst, int64(math.Round(speed*math.Cos(angle))), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(math.Round(speed*math.Sin(angle))), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(pressure), 10)
		dst = append(dst, ',')
		dst = strconv.AppendInt(dst, int64(8+random.IntN(2)), 10)
	}
	return append(dst, `],"thickness":400}}`...)
}

func appendRectangle(dst []byte, random *rand.Rand, i int) []byte {
	dst = appendHead(dst, random, i, "rectangle")
	return fmt.Appendf(dst, `,"size":[%d,%d]}}`, 1000+random.IntN(40_000), 1000+random.IntN(30_000))
}
