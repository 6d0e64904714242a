package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"

	"golang.org/x/sync/errgroup"
)

// person is a guest with a session and a token. A token lasts 15 minutes, longer than any measurement.
type person struct {
	target *target
	client *http.Client
	token  string
}

// signIn makes a guest over the public interface.
func (t *target) signIn(ctx context.Context, name string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	p := &person{target: t, client: &http.Client{Jar: jar}}
	if err := p.post(ctx, "/api/v1/guests", map[string]string{"name": name, "colour": "blue"}, nil); err != nil {
		return nil, err
	}
	var minted struct{ Token string }
	if err := p.post(ctx, "/api/v1/session", map[string]string{}, &minted); err != nil {
		return nil, err
	}
	p.token = minted.Token
	return p, nil
}

// room is a board and its link.
type room struct{ ID, Secret string }

// makeRoom makes a board that belongs to p.
func (p *person) makeRoom(ctx context.Context, title string) (room, error) {
	var r room
	err := p.post(ctx, "/api/v1/boards", map[string]string{"title": title}, &r)
	return r, err
}

// join makes p a member of the board.
func (p *person) join(ctx context.Context, r room) error {
	return p.post(ctx, "/api/v1/boards/"+r.ID+"/join", map[string]string{"secret": r.Secret}, nil)
}

// post sends JSON and reads the answer into out, unless that is nil.
func (p *person) post(ctx context.Context, path string, body, out any) error {
	encoded, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.target.base.String()+path, bytes.NewReader(encoded))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("%s: %s: %.200s", path, response.Status, text)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(text, out)
}

// atOnce is how many requests of the preparations are under way at once.
const atOnce = 8

// gather signs so many people in, each at a node in turn, and makes so many rooms, of which all are members.
func (t *target) gather(ctx context.Context, people, rooms int) ([]*person, []room, error) {
	signed := make([]*person, people)
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range signed {
		g.Go(func() (err error) {
			signed[i], err = t.at(i).signIn(gctx, fmt.Sprintf("Guest %d", i+1))
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	made := make([]room, rooms)
	g, gctx = errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range made {
		g.Go(func() (err error) {
			if made[i], err = signed[0].makeRoom(gctx, fmt.Sprintf("Room %d", i+1)); err != nil {
				return err
			}
			for _, p := range signed[1:] {
				if err := p.join(gctx, made[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return signed, made, g.Wait()
}
