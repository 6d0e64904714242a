package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"time"

	"drawingroom/auth"
	"drawingroom/cmd/drawingroom/doctor"
	"drawingroom/persistence"
	"drawingroom/persistence/archive"
)

// doctorCommand says what is wrong with an instance. It takes the settings of serve, by flags or by the environment.
type doctorCommand struct {
	settings `embed:""`
	Backups  string `type:"path" placeholder:"FOLDER" env:"DRAWINGROOM_BACKUPS" help:"Folder that backups are written into, to see how old the newest is."`
	JSON     bool   `name:"json" help:"Write what is found as JSON."`
}

// doctorsUser is whom the doctor's token is for: a user that there is not, who has no board.
const doctorsUser = "doctordoctor"

// Run looks at everything, and fails if anything is wrong.
func (d doctorCommand) Run(ctx context.Context, to streams) error {
	found := doctor.Look(ctx, d.patient(ctx))
	if d.JSON {
		out := json.NewEncoder(to.out)
		out.SetIndent("", "  ")
		if err := out.Encode(found); err != nil {
			return err
		}
	} else {
		doctor.Tell(to.out, found)
	}
	if doctor.Count(found, doctor.Wrong) > 0 {
		return errors.New("something is wrong")
	}
	return nil
}

func (d doctorCommand) patient(ctx context.Context) *doctor.Patient {
	p := &doctor.Patient{
		Addr: d.Addr, Folder: d.Data, Embedded: d.DatabaseURL == "", PublicURLs: d.addresses(), NATS: d.NatsURL, Connections: d.Limits.Connections, Backups: d.Backups,
		IsBackup: archive.Begins, Prove: prove,
		Web: &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone(), Timeout: 10 * time.Second}, Now: time.Now,
	}
	p.Trusted, _ = d.proxies() // they have been read before
	there, err := d.database(ctx, p)
	p.Database = func(context.Context) (bool, error) { return there, err }
	return p
}

// database asks whether the database is there and fits, and makes a token with its key.
func (d doctorCommand) database(ctx context.Context, p *doctor.Patient) (there bool, err error) {
	err = d.beside(ctx, func(store *persistence.Store) error {
		keys, err := d.keys(ctx, store)
		if err != nil {
			return fmt.Errorf("the signing key: %w", err)
		}
		p.Token, _, err = auth.NewTokens(keys, time.Now).Mint(doctorsUser)
		return errors.Join(err, store.Ping(ctx))
	})
	if d.DatabaseURL == "" && errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
