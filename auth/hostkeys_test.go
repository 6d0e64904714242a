package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// endpoint is where a host application publishes its keys, in a test. tags: it has tags, and answers as HTTP does by them.
type endpoint struct {
	mu    sync.Mutex
	text  string
	err   error
	takes time.Duration
	fresh time.Duration
	tags  bool
	asked int
	same  int // answers without a text
}

func (e *endpoint) source(ctx context.Context, tag string) (Published, error) {
	e.mu.Lock()
	e.asked++
	said, err, takes := Published{Text: []byte(e.text), Fresh: e.fresh}, e.err, e.takes
	if e.tags {
		said.Tag = fmt.Sprintf(`"%x"`, sha256.Sum256(said.Text))
		if said.Same = tag == said.Tag; said.Same {
			said.Text = nil
			e.same++
		}
	}
	e.mu.Unlock()
	select {
	case <-time.After(takes):
	case <-ctx.Done():
		return Published{}, ctx.Err()
	}
	return said, err
}

// publishes says what it answers from now on, and returns how often it has been asked.
func (e *endpoint) publishes(err error, keys ...string) int {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.text, e.err = `{"keys":[`+strings.Join(keys, ",")+`]}`, err
	return e.asked
}

func (e *endpoint) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.asked
}

// rotation is a host in fake time whose keys are kept fresh.
type rotation struct {
	*testing.T
	at   *endpoint
	host *Host
	keys *HostKeys
	told []error
	mu   sync.Mutex
}

func newRotation(t *testing.T, at *endpoint) *rotation {
	r := &rotation{T: t, at: at}
	var err error
	if r.keys, err = NewHostKeys(nil, at.source, time.Now); err != nil {
		t.Fatal(err)
	}
	if r.host, err = NewHost(HostConfig{Issuer: "https://app.example", Audience: "drawingroom", Keys: r.keys, Now: time.Now}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		r.keys.KeepFresh(ctx, func(err error) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.told = append(r.told, err)
		})
	}()
	t.Cleanup(func() {
		stop()
		<-over
	})
	synctest.Wait()
	return r
}

// passes says whether a token that the key signs now is taken.
func (r *rotation) passes(p pair) bool {
	now := time.Now().Unix()
	claims := fmt.Sprintf(`{"iss":"https://app.example","aud":"drawingroom","sub":"42","iat":%d,"exp":%d}`, now, now+60)
	_, err := r.host.Verify(r.Context(), p.token(r, claims))
	return err == nil
}

func (r *rotation) want(p pair, good bool, when string) {
	r.Helper()
	if r.passes(p) != good {
		r.Errorf("%s, %s: %v", when, p.kid, !good)
	}
}

// Keys change: a new one counts at once, and whoever sends unknown kids causes one look a minute.
func TestPublishedKeysRotate(t *testing.T) {
	one, two, three := newPair(t, algEd, "one"), newPair(t, algEC, "two"), newPair(t, algRSA, "three")
	stranger := newPair(t, algEd, "stranger")
	synctest.Test(t, func(t *testing.T) {
		at := &endpoint{}
		at.publishes(nil, one.jwk(""))
		r := newRotation(t, at)
		r.want(one, true, "at the start")
		asked := at.publishes(nil, one.jwk(""), two.jwk(""))
		r.want(two, true, "new, by a token that names it")
		for range 100 {
			r.want(stranger, false, "never published")
		}
		if got := at.count() - asked; got != 1 {
			t.Errorf("the keys were read %d times for tokens within a minute", got)
		}
		at.publishes(nil, two.jwk(""), three.jwk(""))
		r.want(three, false, "new, within a minute of another that was asked for")
		time.Sleep(keysEvery + time.Second)
		synctest.Wait()
		r.want(two, true, "after the timer")
		r.want(three, true, "after the timer")
		r.want(one, false, "published no more")
	})
}

// C56: a key that is published no more counts no more within a minute, however long the answer says that it is fresh, however slow it is, and whether it is
// known by tags; nor does another key under its name.
func TestC56_AKeyThatWasTakenAwayEnds(t *testing.T) {
	one, two, again := newPair(t, algEd, "one"), newPair(t, algEC, "two"), newPair(t, algEd, "one")
	for name, at := range map[string]*endpoint{
		"as it is": {}, "with tags": {tags: true}, "fresh for a day": {fresh: 24 * time.Hour, tags: true}, "fresh for a second": {fresh: time.Second}, "slow": {takes: keysTime - time.Second, fresh: time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				at := &endpoint{tags: at.tags, fresh: at.fresh, takes: at.takes}
				at.publishes(nil, one.jwk(""), two.jwk(""))
				r := newRotation(t, at)
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				r.want(one, true, "published")
				if at.tags && at.same == 0 {
					t.Error("no answer was the same as before")
				}
				if most := int(11*time.Minute/keysSoonest) + 1; at.count() > most {
					t.Errorf("the keys were read %d times", at.count())
				}
				_, mark, err := r.keys.find(t.Context(), algEd, "one")
				if err != nil || mark == "" || !r.keys.Stand(mark) {
					t.Fatalf("%q, %v", mark, err)
				}
				at.publishes(nil, again.jwk(""), two.jwk(""))
				time.Sleep(time.Minute)
				synctest.Wait()
				r.want(one, false, "a minute after it was published no more")
				r.want(again, true, "under the same name")
				if r.keys.Stand(mark) {
					t.Error("what came by it still stands")
				}
				at.publishes(nil)
				time.Sleep(time.Minute)
				synctest.Wait()
				r.want(two, false, "a minute after all were")
			})
		})
	}
}

// While nothing can be read, what was read last counts for a day and no longer; it is as it was once it can be read again.
func TestPublishedKeysWhileTheirSourceIsAway(t *testing.T) {
	one := newPair(t, algEd, "one")
	synctest.Test(t, func(t *testing.T) {
		at := &endpoint{tags: true}
		at.publishes(nil, one.jwk(""))
		r := newRotation(t, at)
		_, mark, _ := r.keys.find(t.Context(), algEd, "one")
		at.publishes(errors.New("down"), one.jwk(""))
		time.Sleep(keysAway - time.Minute)
		r.want(one, true, "a day later, but a minute")
		if !r.keys.Stand(mark) {
			t.Error("what came by it stands no more, a day later, but a minute")
		}
		time.Sleep(2 * time.Minute)
		r.want(one, false, "a day later")
		if r.keys.Stand(mark) {
			t.Error("what came by it stands, a day later")
		}
		at.publishes(nil, one.jwk(""))
		time.Sleep(keysAgain)
		synctest.Wait()
		r.want(one, true, "once it is there again")
	})
}

// After a start, who comes with what an earlier process gave in exchange waits until the keys have been read.
func TestWhatRestsOnAKeyIsJudgedByKeysThatWereRead(t *testing.T) {
	one := newPair(t, algEd, "one")
	synctest.Test(t, func(t *testing.T) {
		at := &endpoint{takes: time.Second}
		at.publishes(nil, one.jwk(""))
		before := newRotation(t, at)
		time.Sleep(2 * time.Second)
		_, mark, err := before.keys.find(t.Context(), algEd, "one")
		if err != nil {
			t.Fatal(err)
		}
		after := newRotation(t, at)
		if after.keys.Stand(mark) {
			t.Error("a key stands that was not read")
		}
		if !after.keys.stood(t.Context(), mark) {
			t.Error("who comes while they are read is sent away")
		}
		if after.keys.stood(t.Context(), "another") {
			t.Error("a key stands that there is not")
		}
	})
}

// An endpoint that is down, slow, or publishes what is no key set takes nothing away; who comes meanwhile with known keys waits for nothing.
func TestPublishedKeysThatCannotBeRead(t *testing.T) {
	one, two := newPair(t, algEd, "one"), newPair(t, algEd, "two")
	synctest.Test(t, func(t *testing.T) {
		at := &endpoint{err: errors.New("down")}
		r := newRotation(t, at)
		r.want(one, false, "never read")
		at.publishes(nil, one.jwk(""))
		time.Sleep(keysAgain + time.Second)
		synctest.Wait()
		r.want(one, true, "read again soon after a failure")
		for _, text := range []string{``, `{}`, `{"keys":{}}`, `{"keys":null}`, `[]`, `{"keys":[],"keys":[]}`, `<html>`, `{"keys":[` + strings.Repeat(`{},`, maxPublished) + `{}]}`,
			`{"keys":[` + one.jwk("") + `,` + one.jwk("") + `]}`, `{"keys":["` + strings.Repeat("x", MaxJWKS) + `"]}`, strings.Repeat("[", 100_000)} {
			at.mu.Lock()
			at.text = text
			at.mu.Unlock()
			if err := r.keys.read(t.Context()); err == nil {
				t.Errorf("%.40s was taken for a key set", text)
			}
			r.want(one, true, "after "+text[:min(len(text), 40)])
		}
		at.publishes(nil, one.jwk(""), two.jwk(""))
		at.mu.Lock()
		at.takes = time.Hour
		at.mu.Unlock()
		time.Sleep(10 * keysEvery)
		begun := time.Now()
		r.want(one, true, "while it is slow")
		if waited := time.Since(begun); waited > 0 {
			t.Errorf("who has a known key waited %s", waited)
		}
		r.want(two, false, "while it is slow")
		if waited := time.Since(begun); waited > 2*keysTime {
			t.Errorf("who has an unknown one waited %s", waited)
		}
	})
}

// Only keys that are public, of a size that holds, and meant for it are taken; each for one algorithm.
func TestKeysThatAreNotTaken(t *testing.T) {
	rsaPair, ecPair, edPair := newPair(t, algRSA, "r"), newPair(t, algEC, "e"), newPair(t, algEd, "d")
	for _, good := range []string{
		rsaPair.jwk(""), ecPair.jwk(`,"alg":"ES256","use":"sig"`), edPair.jwk(`,"key_ops":["verify"],"x5c":["AAAA"]`), rsaPair.jwk(`,"alg":"RS256"`), ecPair.jwk(`,"use":""`),
	} {
		if found, err := parseJWKS([]byte(`{"keys":[` + good + `]}`)); err != nil || len(found) != 1 {
			t.Errorf("%s: %v, %v", good, found, err)
		}
	}
	for _, bad := range []string{
		`7`, `{}`, `{"kty":"oct","k":"` + strings.Repeat("A", 64) + `"}`,
		rsaPair.jwk(`,"d":"AQAB"`), ecPair.jwk(`,"d":"AQAB"`), rsaPair.jwk(`,"use":"enc"`), rsaPair.jwk(`,"alg":"RS512"`), rsaPair.jwk(`,"alg":"HS256"`), rsaPair.jwk(`,"alg":"none"`),
		edPair.jwk(`,"key_ops":["sign"]`), edPair.jwk(`,"key_ops":"verify"`), strings.Replace(rsaPair.jwk(""), "RSA", "rsa", 1),
		`{"kty":"RSA","kid":"r","n":"` + strings.Repeat("_", 170) + `","e":"AQAB"}`,  // 1020 bits
		`{"kty":"RSA","kid":"r","n":"` + strings.Repeat("_", 2000) + `","e":"AQAB"}`, // 12000 bits
		strings.Replace(rsaPair.jwk(""), `"e":"AQAB"`, `"e":"AQ"`, 1), strings.Replace(rsaPair.jwk(""), `"e":"AQAB"`, `"e":"AQAA"`, 1),
		strings.Replace(rsaPair.jwk(""), `"e":"AQAB"`, `"e":"AQAAAAAB"`, 1), strings.Replace(rsaPair.jwk(""), `"e":"AQAB"`, `"e":""`, 1),
		strings.Replace(ecPair.jwk(""), "P-256", "P-384", 1), `{"kty":"EC","kid":"e","crv":"P-256","x":"` + strings.Repeat("A", 43) + `","y":"` + strings.Repeat("A", 43) + `"}`,
		strings.Replace(edPair.jwk(""), "Ed25519", "Ed448", 1), strings.Replace(edPair.jwk(""), `"x":"`, `"x":"AAAA`, 1),
	} {
		if found, err := parseJWKS([]byte(`{"keys":[` + bad + `]}`)); err != nil || len(found) != 0 {
			t.Errorf("%.120s: %v, %v", bad, found, err)
		}
	}
}

func FuzzJWKS(f *testing.F) {
	f.Add([]byte(`{"keys":[` + newPair(f, algEd, "d").jwk("") + `]}`))
	f.Add([]byte(`{"keys":[{"kty":"RSA","n":"AQ","e":"AQAB"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if found, err := parseJWKS(text); err == nil && len(found) > maxPublished {
			t.Fatalf("%d keys", len(found))
		}
	})
}
