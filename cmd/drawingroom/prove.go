package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"drawingroom/cmd/drawingroom/doctor"
	"drawingroom/persistence/archive"
	"drawingroom/persistence/proof"
)

// prove reads a backup as far as there is time: its end and its checksum first, then it plays what is in it, as verify does. It says when the backup was
// made, where it comes to read that, and what is wrong; that the time is over is nothing wrong.
func prove(ctx context.Context, file io.ReadSeeker) (made time.Time, far doctor.Reach, err error) {
	if err := archive.Sealed(timely{ctx, file}); err != nil {
		return made, doctor.Begun, inTime(err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return made, doctor.Begun, err
	}
	var first string
	check := &proof.Check{Found: func(f proof.Finding) {
		if first == "" {
			first = fmt.Sprint(f)
		}
	}}
	heading, err := archive.Read(timely{ctx, file}, check.Take)
	if heading.Made > 0 {
		made = time.UnixMilli(heading.Made)
	}
	if err = errors.Join(err, check.End()); err != nil {
		return made, doctor.Sealed, inTime(err)
	}
	if check.Count.Damaged > 0 {
		return made, doctor.Sealed, fmt.Errorf("%s (%s of it damaged)", first, counted(int(check.Count.Damaged), "board"))
	}
	return made, doctor.Played, nil
}

// inTime leaves out that there was no more time.
func inTime(err error) error {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// timely reads until its time is over.
type timely struct {
	ctx  context.Context
	from io.Reader
}

func (t timely) Read(into []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	return t.from.Read(into)
}
