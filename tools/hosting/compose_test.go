package hosting

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

const root = "../.."

// load reads the file as docker compose does. Unknown keys, wrong types and variables without a value are errors.
func load(t *testing.T, profiles []string, env ...string) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{root + "/docker-compose.yml"}, cli.WithEnv(env), cli.WithProfiles(profiles))
	if err != nil {
		t.Fatal(err)
	}
	project, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestComposeBringsUpTheApplicationAndItsDatabase(t *testing.T) {
	project := load(t, nil)
	names := project.ServiceNames()
	slices.Sort(names)
	if want := []string{"app", "database", "password"}; !slices.Equal(names, want) {
		t.Errorf("without a profile it has %v, not %v", names, want)
	}
	app := project.Services["app"]
	if app.DependsOn["database"].Condition != types.ServiceConditionHealthy {
		t.Error("the application does not wait for its database")
	}
	if project.Services["database"].DependsOn["password"].Condition != types.ServiceConditionCompletedSuccessfully {
		t.Error("the database does not wait for its password")
	}
	if len(app.Ports) != 1 || app.Ports[0].Published != "8080" || app.Ports[0].HostIP != "" {
		t.Errorf("published: %v", app.Ports)
	}
}

// C79: each container runs as nobody, reads its own files only, has no capabilities and gets none, and has bounds.
func TestEveryServiceIsHeldShort(t *testing.T) {
	for name, s := range load(t, []string{"https"}, "DOMAIN=draw.example.org").Services {
		if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
			t.Errorf("%s: read only %v, without %v, %v", name, s.ReadOnly, s.CapDrop, s.SecurityOpt)
		}
		if s.MemLimit == 0 || s.PidsLimit == 0 {
			t.Errorf("%s has no limit of memory or of processes", name)
		}
		if s.Privileged || strings.HasPrefix(s.User, "0") {
			t.Errorf("%s runs as root", name)
		}
		if name != "password" && (s.HealthCheck == nil || s.HealthCheck.Disable || len(s.HealthCheck.Test) < 2) {
			t.Errorf("%s says nothing of its health", name)
		}
		if name != "https" && len(s.CapAdd) > 0 {
			t.Errorf("%s may %v", name, s.CapAdd)
		}
		for _, mount := range s.Volumes {
			if mount.Type != types.VolumeTypeVolume {
				t.Errorf("%s sees %s of the machine", name, mount.Source)
			}
		}
		for key, value := range s.Environment {
			if strings.Contains(strings.ToUpper(key), "PASSWORD") && !strings.HasSuffix(key, "_FILE") {
				t.Errorf("%s is given a secret in its environment: %s=%s", name, key, *value)
			}
		}
	}
}

// C79: the database is published nowhere.
func TestOnlyTheWebIsReachedFromOutside(t *testing.T) {
	project := load(t, []string{"https"}, "DOMAIN=draw.example.org")
	for name, s := range project.Services {
		if name != "app" && name != "https" && len(s.Ports) > 0 {
			t.Errorf("%s is published: %v", name, s.Ports)
		}
	}
	if database := project.Services["database"].Networks; len(database) != 1 || database["inside"] == nil && !project.Networks["inside"].Internal {
		t.Errorf("the database is in %v", database)
	}
	if !project.Networks["inside"].Internal {
		t.Error("the database's network leads outside")
	}
}

func TestWithADomainItIsHTTPS(t *testing.T) {
	project := load(t, []string{"https"}, "DOMAIN=draw.example.org")
	app, proxy := project.Services["app"], project.Services["https"]
	if url := app.Environment["DRAWINGROOM_PUBLIC_URL"]; url == nil || *url != "https://draw.example.org" {
		t.Errorf("people are told %v", url)
	}
	if app.Ports[0].HostIP != "127.0.0.1" {
		t.Errorf("without the proxy it is reached at %s", app.Ports[0].HostIP)
	}
	if trusted := app.Environment["DRAWINGROOM_TRUSTED_PROXY"]; trusted == nil || *trusted != proxy.Networks["outside"].Ipv4Address {
		t.Errorf("it trusts %v, and the proxy is %v", trusted, proxy.Networks["outside"])
	}
	if said := project.Configs["caddy"].Content; !strings.HasPrefix(said, "draw.example.org {") {
		t.Errorf("the proxy is told %q", said)
	}
}

func TestWithADomainAndOtherAddressesItGoesByAll(t *testing.T) {
	for want, env := range map[string][]string{
		"https://draw.example.org,http://mini.lan:8080": {"DOMAIN=draw.example.org", "PUBLIC_URL=http://mini.lan:8080"},
		"http://mini.lan:8080,http://mini:8080":         {"PUBLIC_URL=http://mini.lan:8080,http://mini:8080"},
		"":                                              {},
	} {
		url := load(t, []string{"https"}, env...).Services["app"].Environment["DRAWINGROOM_PUBLIC_URL"]
		if url == nil || *url != want {
			t.Errorf("with %v it goes by %v", env, url)
		}
	}
}

// Who asks for no address is given one at the start, in any order: none of those may be one that another asks for.
func TestNoFixedAddressMayBeGivenToAnother(t *testing.T) {
	project := load(t, []string{"https"}, "DOMAIN=draw.example.org")
	fixed := 0
	for name, s := range project.Services {
		for network, asked := range s.Networks {
			if asked == nil || asked.Ipv4Address == "" {
				continue
			}
			fixed++
			address := netip.MustParseAddr(asked.Ipv4Address)
			for _, pool := range project.Networks[network].Ipam.Config {
				if !netip.MustParsePrefix(pool.Subnet).Contains(address) {
					t.Errorf("%s asks for %s, which is not in %s", name, address, pool.Subnet)
				}
				if given := pool.IPRange; given == "" || netip.MustParsePrefix(given).Contains(address) {
					t.Errorf("%s asks for %s, which another may have been given out of %q", name, address, given)
				}
			}
		}
	}
	if fixed == 0 {
		t.Error("nobody asks for an address: this test proves nothing")
	}
}

func TestComposeRefusesWhatItDoesNotKnow(t *testing.T) {
	options, err := cli.NewProjectOptions([]string{"testdata/unknown.yml"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = options.LoadProject(t.Context()); err == nil {
		t.Error("a key that does not exist is taken: these tests prove nothing")
	}
}
