package nats

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"drawingroom/rooms/board"
)

// macSize is how many bytes of HMAC-SHA256 go before a message: 128 bits, as RFC 2104 allows.
const macSize = 16

// seal tells messages of this installation from all others: whoever may write to the NATS server, but has not its key, cannot put words or hands into
// a room (H27). What is sealed is not secret.
type seal struct {
	key  []byte
	name string // of the installation, without telling its key
}

func newSeal(secret []byte) (seal, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "drawingroom relay seal", sha256.Size)
	if err != nil {
		return seal{}, err
	}
	name, err := hkdf.Key(sha256.New, secret, nil, "drawingroom relay name", 8)
	if err != nil {
		return seal{}, err
	}
	return seal{key: key, name: hex.EncodeToString(name)}, nil
}

// close puts the seal before a body. It holds for one board.
func (s seal) close(id board.ID, body []byte) []byte {
	return append(s.mac(id, body), body...)
}

// open returns the body of what was sealed for that board.
func (s seal) open(id board.ID, message []byte) ([]byte, bool) {
	if len(message) < macSize {
		return nil, false
	}
	body := message[macSize:]
	return body, hmac.Equal(message[:macSize], s.mac(id, body))
}

func (s seal) mac(id board.ID, body []byte) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(id))
	mac.Write([]byte{0}) // no id holds it
	mac.Write(body)
	return mac.Sum(nil)[:macSize:macSize]
}
