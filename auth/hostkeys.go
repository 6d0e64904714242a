package auth

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const (
	// keysEvery is how often published keys are read again where the answer does not say how long it is fresh; keysSoonest and keysLatest bound what it
	// may say. A key that was taken away is known to be gone at the latest after keysLatest and keysTime: within the minute that C56 gives.
	keysEvery   = 30 * time.Second
	keysSoonest = 15 * time.Second
	keysLatest  = 45 * time.Second
	// keysAgain is how soon they are read again after a failure.
	keysAgain = 15 * time.Second
	// keysAsked is how often a token may make them be read: once in that time, whoever sends how many with keys that are not known.
	keysAsked = time.Minute
	// keysTime is how long reading them may take.
	keysTime = 5 * time.Second
	// keysAway is how long those that were read last count while they cannot be read again. No token from before can be good after it.
	keysAway = HostLife + TokenLeeway
)

// Published is what a host application answers about its keys.
type Published struct {
	// Text is the JWKS; nothing where Same.
	Text []byte
	// Same: it is as it was when it had the tag that was given.
	Same bool
	// Tag is what it is known by; "": by nothing.
	Tag string
	// Fresh is how long it says that it may be held to be so; 0: it does not say.
	Fresh time.Duration
}

// KeySource reads what a host application publishes. tag is of what was read last, "" at first.
type KeySource func(ctx context.Context, tag string) (Published, error)

// HostKeys are the keys of a host application: secrets it shares with us, and public keys that it publishes and changes. Each key is of one
// algorithm, whatever a token says. They are the only ones there are: nothing in a token says where a key could be found.
type HostKeys struct {
	secrets []jwt.VerificationKey
	source  KeySource
	now     func() time.Time

	mu      sync.Mutex
	public  map[keyName]publicKey
	marks   map[string]bool // of public
	tag     string          // of what was read last
	fresh   time.Duration   // as it was said then
	good    time.Time       // when they were last read; zero: never
	reading *reading        // the one under way; nil: there is none
	asked   time.Time       // when a token last made them be read
}

// keyName is how a token names a key.
type keyName struct{ alg, kid string }

// publicKey is a key that is published.
type publicKey struct {
	key  any    // *rsa.PublicKey, *ecdsa.PublicKey or ed25519.PublicKey
	mark string // markOf
}

// NewHostKeys takes the secrets that HS256 tokens are signed with (each of MinKey bytes at least), and how the JWKS with public keys is read; nil: there
// is none. Errors: ErrShortKey, or ErrHost where there is no key at all.
func NewHostKeys(secrets [][]byte, source KeySource, now func() time.Time) (*HostKeys, error) {
	if len(secrets) == 0 && source == nil {
		return nil, fmt.Errorf("%w: there are no keys to verify them with", ErrHost)
	}
	k := &HostKeys{source: source, now: now}
	for _, secret := range secrets {
		if len(secret) < MinKey {
			return nil, ErrShortKey
		}
		k.secrets = append(k.secrets, bytes.Clone(secret))
	}
	return k, nil
}

// methods are the algorithms that a key can be of.
func (k *HostKeys) methods() (algs []string) {
	if len(k.secrets) > 0 {
		algs = append(algs, jwt.SigningMethodHS256.Alg())
	}
	if k.source != nil {
		algs = append(algs, algRSA, algEC, algEd)
	}
	return algs
}

// find returns the key that a token names, and its mark; for HS256 all secrets, of which there are few and whose names nobody needs to know. One that is not
// known may have been published just now: then they are read again, if they have not been for a while.
func (k *HostKeys) find(ctx context.Context, alg, kid string) (key any, mark string, err error) {
	if alg == jwt.SigningMethodHS256.Alg() {
		return jwt.VerificationKeySet{Keys: k.secrets}, "", nil
	}
	public, known := k.known(alg, kid)
	if !known {
		k.await(ctx, func() bool { return true })
		public, known = k.known(alg, kid)
	}
	if !known {
		return nil, "", errors.New("unknown kid")
	}
	return public.key, public.mark, nil
}

func (k *HostKeys) known(alg, kid string) (publicKey, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	key, known := k.public[keyName{alg, kid}]
	return key, known && !k.away()
}

// Stand says whether the key of that mark still counts: the one that signed what somebody came by. It is asked often, and waits for nothing.
func (k *HostKeys) Stand(mark string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.marks[mark] && !k.away()
}

// stood is Stand for somebody who comes: after a start, the keys may not have been read yet.
func (k *HostKeys) stood(ctx context.Context, mark string) bool {
	k.await(ctx, func() bool { return k.good.IsZero() })
	return k.Stand(mark)
}

// away says whether they were read too long ago. k.mu is locked.
func (k *HostKeys) away() bool { return k.now().Sub(k.good) > keysAway }

// await waits for the reading that is under way, or begins one, if none was asked for lately. needed says whether there is reason to; k.mu is locked then.
func (k *HostKeys) await(ctx context.Context, needed func() bool) {
	k.mu.Lock()
	if k.source == nil || !needed() {
		k.mu.Unlock()
		return
	}
	reading := k.reading
	if now := k.now(); reading == nil && now.Sub(k.asked) >= keysAsked {
		k.asked = now
		reading = k.begin(context.WithoutCancel(ctx))
	}
	k.mu.Unlock()
	if reading == nil {
		return
	}
	select {
	case <-reading.over:
	case <-ctx.Done():
	}
}

// reading is one time that the keys are read, for all who wait for it.
type reading struct {
	over chan struct{} // closed when it has ended
	err  error         // what came of it, then
}

// begin starts a reading. k.mu is locked.
func (k *HostKeys) begin(ctx context.Context) *reading {
	r := &reading{over: make(chan struct{})}
	k.reading = r
	go func() {
		ctx, stop := context.WithTimeout(ctx, keysTime)
		defer stop()
		r.err = k.read(ctx)
		k.mu.Lock()
		k.reading = nil
		k.mu.Unlock()
		close(r.over)
	}()
	return r
}

// read reads what is published. What cannot be read changes nothing; what is published no more counts no more.
func (k *HostKeys) read(ctx context.Context) error {
	k.mu.Lock()
	tag := k.tag
	k.mu.Unlock()
	asked := k.now() // the answer is of this moment, or later
	answer, err := k.source(ctx, tag)
	if err != nil {
		return err
	}
	if answer.Same && tag == "" {
		return errors.New("the key set is said to be as before, and has not been read")
	}
	var found map[keyName]any
	if !answer.Same {
		if found, err = parseJWKS(answer.Text); err != nil {
			return err
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.good, k.fresh = asked, answer.Fresh
	if answer.Same {
		return nil
	}
	k.tag, k.public, k.marks = answer.Tag, make(map[keyName]publicKey, len(found)), make(map[string]bool, len(found))
	for name, key := range found {
		mark := markOf(name, key)
		k.public[name], k.marks[mark] = publicKey{key, mark}, true
	}
	return nil
}

// markOf is what a key is known by: another key under the same name has another.
func markOf(name keyName, key any) string {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		panic(err) // parseJWK makes none that cannot be written
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s%s", name.alg, len(name.kid), name.kid, der))
	return alphabet64.EncodeToString(sum[:16])
}

// pause is how long after a reading the next one begins.
func (k *HostKeys) pause(failed bool) time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case failed:
		return keysAgain
	case k.fresh == 0:
		return keysEvery
	}
	return min(max(k.fresh, keysSoonest), keysLatest)
}

// KeepFresh reads the published keys now and as often as C56 asks for, until ctx ends; without any it returns at once. told hears what came of each time.
func (k *HostKeys) KeepFresh(ctx context.Context, told func(error)) {
	if k.source == nil {
		return
	}
	for ctx.Err() == nil {
		k.mu.Lock()
		reading := k.reading
		if reading == nil {
			reading = k.begin(ctx)
		}
		k.mu.Unlock()
		<-reading.over
		if ctx.Err() == nil {
			told(reading.err)
		}
		timer := time.NewTimer(k.pause(reading.err != nil))
		select {
		case <-ctx.Done():
			timer.Stop()
		case <-timer.C:
		}
	}
}
