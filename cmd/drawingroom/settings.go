package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"time"

	"drawingroom/auth"
	"drawingroom/server"
)

// settings are the flags of serve. Each may be given by the environment instead.
type settings struct {
	Addr         string `default:":8080" env:"DRAWINGROOM_ADDR" help:"Address to listen on, as HOST:PORT. Without a host: all interfaces."`
	place        `embed:""`
	Private      string        `name:"private-addr" env:"DRAWINGROOM_PRIVATE_ADDR" placeholder:"HOST:PORT" help:"Address for metrics (/metrics, for Prometheus) and profiles of the running program. For you only: others must not reach it. Without one there is none."`
	NatsURL      string        `name:"nats-url" env:"NATS_URL" placeholder:"URL" help:"NATS server that joins several nodes on one PostgreSQL, e.g. nats://host:4222. Without one they see each other's changes within two seconds, and not each other's cursors."`
	NatsCreds    string        `name:"nats-creds" env:"NATS_CREDS" type:"path" placeholder:"FILE" help:"File with credentials for NATS, as nsc writes it."`
	PublicURL    []string      `name:"public-url" env:"DRAWINGROOM_PUBLIC_URL" placeholder:"URL" help:"An address people use, e.g. https://draw.example.org, or https://example.org/draw for a path of a host. May be given several times. IP addresses, localhost and this machine's name need none."`
	TrustedProxy []string      `name:"trusted-proxy" env:"DRAWINGROOM_TRUSTED_PROXY" placeholder:"CIDR" help:"Network of a reverse proxy whose X-Forwarded-For and X-Forwarded-Proto are believed. May be given several times."`
	WhoMayCreate string        `name:"who-may-create" enum:"anyone,members,admin" default:"anyone" env:"DRAWINGROOM_WHO_MAY_CREATE" help:"Who may make boards: anyone; members, who came by a host application, and admins; or nobody but an admin (drawingroom admin)."`
	SigningKey   string        `name:"signing-key-file" env:"DRAWINGROOM_SIGNING_KEY_FILE" type:"path" placeholder:"FILE" help:"File with the key that signs tokens, of 32 bytes or more. Without one, a key is made at the first start and kept in the database."`
	DrainDelay   time.Duration `name:"drain-delay" default:"0s" env:"DRAWINGROOM_DRAIN_DELAY" help:"When stopping: time between /readyz saying no and connections being closed, for load balancers. At most 5s."`
	LogFormat    string        `name:"log-format" enum:"text,json" default:"text" env:"DRAWINGROOM_LOG_FORMAT" help:"How the log is written: text or json."`
	LogLevel     slog.Level    `name:"log-level" default:"info" env:"DRAWINGROOM_LOG_LEVEL" help:"The least that is logged: debug, info, warn or error. Requests are info."`

	secured `embed:""`
	hostApp `embed:""`

	Limits limits `embed:"" prefix:"max-"`
}

// limits are the bounds a host may move; 0 is none. The defaults are those of server.DefaultLimits, by test.
type limits struct {
	Guests               int `type:"bound" default:"60" env:"DRAWINGROOM_MAX_GUESTS" help:"New guests a minute and address. 0: no limit."`
	Sessions             int `type:"bound" default:"600" env:"DRAWINGROOM_MAX_SESSIONS" help:"Tokens a minute and address. 0: no limit."`
	Boards               int `type:"bound" default:"60" env:"DRAWINGROOM_MAX_BOARDS" help:"Boards and links made, exports and logs read, a minute and address. 0: no limit."`
	Moments              int `type:"bound" default:"6000" env:"DRAWINGROOM_MAX_MOMENTS" help:"States of boards' past read, a minute and address. 0: no limit."`
	Passwords            int `type:"bound" default:"10" env:"DRAWINGROOM_MAX_PASSWORDS" help:"Wrong passwords of a link, a minute and address; ten times as many from all addresses. 0: no limit."`
	Connections          int `type:"bound" default:"10000" env:"DRAWINGROOM_MAX_CONNECTIONS" help:"Open sockets in all. 0: no limit."`
	ConnectionsByAddress int `type:"bound" default:"200" env:"DRAWINGROOM_MAX_CONNECTIONS_BY_ADDRESS" help:"Open sockets of one address. 0: no limit."`
	ConnectionsByUser    int `type:"bound" default:"20" env:"DRAWINGROOM_MAX_CONNECTIONS_BY_USER" help:"Open sockets of one user. 0: no limit."`
	NewConnections       int `type:"bound" default:"200" env:"DRAWINGROOM_MAX_NEW_CONNECTIONS" help:"New sockets in any second. 0: no limit."`

	Uploads         int   `type:"bound" default:"1200" env:"DRAWINGROOM_MAX_UPLOADS" help:"Pictures sent, a minute and address. 0: no limit."`
	AssetMegabytes  int64 `type:"bound" default:"32" env:"DRAWINGROOM_MAX_ASSET_MEGABYTES" help:"Size of one picture, in MiB. 0: no limit."`
	AssetMegapixels int64 `type:"bound" default:"100" env:"DRAWINGROOM_MAX_ASSET_MEGAPIXELS" help:"Pixels of one picture, in millions. 0: no limit."`
	AssetSide       int   `type:"bound" default:"16384" env:"DRAWINGROOM_MAX_ASSET_SIDE" help:"Pixels of a picture's longer side. 0: no limit."`
	AssetsMegabytes int64 `type:"bound" default:"1024" env:"DRAWINGROOM_MAX_ASSETS_MEGABYTES" help:"Size of all pictures of a board together, in MiB. 0: no limit."`
}

func (l limits) ofServer() server.Limits {
	return server.Limits{
		GuestsPerMinute: l.Guests, SessionsPerMinute: l.Sessions, BoardsPerMinute: l.Boards, MomentsPerMinute: l.Moments, PasswordsPerMinute: l.Passwords,
		Connections: l.Connections, PerAddress: l.ConnectionsByAddress, PerUser: l.ConnectionsByUser, ConnectsPerSecond: l.NewConnections,
		UploadsPerMinute: l.Uploads, AssetBytes: l.AssetMegabytes << 20, AssetPixels: l.AssetMegapixels * 1_000_000,
		AssetSide: l.AssetSide, BoardAssetBytes: l.AssetsMegabytes << 20,
	}
}

// longestDelay bounds DrainDelay, so that stopping fits into the 15 seconds that hosts give.
const longestDelay = 5 * time.Second

// Validate checks what the flags' types do not.
func (s settings) Validate() error {
	if err := errors.Join(isAddress("--addr", s.Addr), isAddress("--private-addr", s.Private)); err != nil {
		return err
	}
	if s.DrainDelay < 0 || s.DrainDelay > longestDelay {
		return fmt.Errorf("--drain-delay must lie between 0s and %s", longestDelay)
	}
	if s.NatsURL != "" && s.DatabaseURL == "" {
		return errors.New("--nats-url joins nodes that share a PostgreSQL: give --database-url too")
	}
	_, err := s.proxies()
	return errors.Join(err, s.secured.validate(), s.hostApp.validate())
}

// addresses are those that people use. Where none is given, a name that there is a certificate for is one.
func (s settings) addresses() []string {
	if len(s.PublicURL) == 0 {
		return s.Acme.addresses()
	}
	return s.PublicURL
}

// proxies reads the trusted networks; a bare address is a network of one.
func (s settings) proxies() ([]netip.Prefix, error) {
	var networks []netip.Prefix
	for _, text := range s.TrustedProxy {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			var one netip.Addr
			if one, err = netip.ParseAddr(text); err == nil {
				network, err = one.Prefix(one.BitLen())
			}
		}
		if err != nil {
			return nil, fmt.Errorf("--trusted-proxy %q is not a network such as 10.0.0.0/8", text)
		}
		networks = append(networks, network.Masked())
	}
	return networks, nil
}

// logger writes to w as the settings say.
func (s settings) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: s.LogLevel}
	if s.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// keys returns the key that signs tokens: the file's, or the store's.
func (s settings) keys(ctx context.Context, store auth.Store) (auth.Keys, error) {
	if s.SigningKey == "" {
		key, err := auth.StoredKey(ctx, store)
		if err != nil {
			return auth.Keys{}, err
		}
		return auth.NewKeys(key)
	}
	key, err := os.ReadFile(s.SigningKey)
	if err != nil {
		return auth.Keys{}, fmt.Errorf("the signing key cannot be read: %w", err)
	}
	keys, err := auth.NewKeys([]byte(strings.TrimRight(string(key), "\r\n")))
	if err != nil {
		return auth.Keys{}, fmt.Errorf("%s: %w", s.SigningKey, err)
	}
	return keys, nil
}

// machineNames are the names by which a LAN may know this machine.
func machineNames() []string {
	name, err := os.Hostname()
	if err != nil {
		return nil
	}
	short, _, _ := strings.Cut(name, ".")
	return []string{name, short, short + ".local"}
}
