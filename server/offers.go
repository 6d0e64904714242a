package server

import (
	"encoding/base64"
	"net/http"
	"strings"

	"drawingroom/rooms/wire"
)

// offered is what an upgrade's subprotocols say.
type offered struct {
	version  wire.Version // the newest that is spoken here too; 0: none is
	protocol string       // to be answered: that version's name, or the first of ours that was offered; "": none was
	token    string       // "" too where there are two
}

// upgrades says whether a request asks for a WebSocket as RFC 6455 (4.2.1) has it. The library would refuse others too, but not in our way.
func upgrades(r *http.Request) bool {
	has := func(header, token string) bool {
		for one := range strings.SplitSeq(strings.Join(r.Header.Values(header), ","), ",") {
			if strings.EqualFold(strings.TrimSpace(one), token) {
				return true
			}
		}
		return false
	}
	keys := r.Header.Values("Sec-WebSocket-Key")
	if r.Method != http.MethodGet || !r.ProtoAtLeast(1, 1) || !has("Upgrade", "websocket") || !has("Connection", "upgrade") ||
		r.Header.Get("Sec-WebSocket-Version") != "13" || len(keys) != 1 {
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(keys[0]))
	return err == nil && len(key) == 16
}

// offers reads the subprotocols: the versions of the wire that the page speaks, and the token.
func offers(r *http.Request) offered {
	var o offered
	var versions []wire.Version
	tokens := 0
	for entry := range strings.SplitSeq(strings.Join(r.Header.Values("Sec-WebSocket-Protocol"), ","), ",") {
		entry = strings.TrimSpace(entry)
		if v, ours := wire.ParseProtocol(entry); ours {
			versions = append(versions, v)
		} else if after, is := strings.CutPrefix(entry, tokenPrefix); is {
			o.token, tokens = after, tokens+1
		}
	}
	if tokens > 1 {
		o.token = ""
	}
	if len(versions) == 0 {
		return o
	}
	if o.version = wire.Common(versions); o.version > 0 {
		o.protocol = o.version.Protocol()
	} else {
		o.protocol = versions[0].Protocol()
	}
	return o
}

// speaks reads the versions that a page without a socket speaks (W52): speaks=2,1, the first version alone where it does not say.
func speaks(r *http.Request) wire.Version {
	said := r.URL.Query().Get("speaks")
	if said == "" {
		return wire.V1
	}
	var versions []wire.Version
	for digits := range strings.SplitSeq(said, ",") {
		if v, ok := wire.ParseVersion(digits); ok {
			versions = append(versions, v)
		}
	}
	return wire.Common(versions)
}
