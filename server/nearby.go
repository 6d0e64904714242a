package server

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"drawingroom/rooms/board"
)

// nearbyBody says to whoever sits at the server's own machine how others reach it: the address in their bar is of no use to anybody else.
type nearbyBody struct {
	// Addresses are whole ones with the base path and no slash at the end, the likeliest first; none where nothing is known, or to anybody else.
	Addresses []string `json:"addresses"`
	// Alone: nobody else reaches it, since it listens for this machine only and is given no public address that leads here.
	Alone bool `json:"alone,omitempty"`
}

func (s *Server) getNearby(w http.ResponseWriter, r *http.Request, _ board.UserID) error {
	body := nearbyBody{Addresses: []string{}}
	if atOurMachine(r) {
		body.Addresses = append(body.Addresses, s.elsewhere(r)...)
		body.Alone = s.nearby == nil && len(body.Addresses) == 0
	}
	writeJSON(w, http.StatusOK, body)
	return nil
}

// elsewhere are the public addresses, or where there are none, those of this machine in its network.
func (s *Server) elsewhere(r *http.Request) (all []string) {
	for _, address := range s.publicURLs {
		if u, err := url.Parse(address); err == nil && !loopbackName(u.Hostname()) {
			all = append(all, strings.TrimRight(address, "/"))
		}
	}
	if len(all) > 0 || s.nearby == nil {
		return all
	}
	at, is := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !is {
		return nil
	}
	_, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return nil
	}
	for _, ip := range s.nearby() {
		all = append(all, s.door.scheme(r)+"://"+net.JoinHostPort(ip.String(), port)+string(s.base))
	}
	return all
}

// atOurMachine says whether somebody asks from the server's own machine, by an address that is good there only, with nothing between.
func atOurMachine(r *http.Request) bool {
	to, known := hostOrigin("http", r.Host)
	between := r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != ""
	return known && loopbackName(to.name) && peer(r).IsLoopback() && !between
}
