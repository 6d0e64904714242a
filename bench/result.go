package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
)

// Result is one measurement. What does not apply or could not be measured is nil, and left out of what is printed.
type Result struct {
	Test string `json:"test"`

	Members     *int     `json:"members,omitempty"` // in each room
	Rooms       *int     `json:"rooms,omitempty"`
	Rate        *float64 `json:"rate,omitempty"` // asked for: moves a second of each member, or changes a second over all rooms
	Seconds     *float64 `json:"seconds,omitempty"`
	Connections *int     `json:"connections,omitempty"`
	Elements    *int     `json:"elements,omitempty"`
	Times       *int     `json:"times,omitempty"`
	Changes     *int     `json:"changes,omitempty"`   // that the board has had
	Scrubbers   *int     `json:"scrubbers,omitempty"` // who look into its past at once

	Delivered              *float64 `json:"delivered,omitempty"` // share, 0 to 1
	P50ms                  *float64 `json:"p50_ms,omitempty"`
	P99ms                  *float64 `json:"p99_ms,omitempty"`
	CPUPerDelivery         *float64 `json:"cpu_us_per_delivery,omitempty"`
	FloorCPUPerDelivery    *float64 `json:"floor_cpu_us_per_delivery,omitempty"`
	BytesPerMemberSecond   *float64 `json:"bytes_per_member_s,omitempty"`
	ChangesPerSecond       *float64 `json:"changes_per_s,omitempty"`
	KilobytesPerConnection *float64 `json:"kb_per_connection,omitempty"` // 1,000 bytes
	JoinMS                 *float64 `json:"join_ms,omitempty"`           // median
	JoinBytes              *float64 `json:"join_bytes,omitempty"`

	AloneP50ms     *float64 `json:"alone_p50_ms,omitempty"` // as p50_ms, while nobody looks into the past
	AloneP99ms     *float64 `json:"alone_p99_ms,omitempty"`
	SeekP50ms      *float64 `json:"seek_p50_ms,omitempty"` // to the state at a moment, when one asks
	SeekP95ms      *float64 `json:"seek_p95_ms,omitempty"`
	SeekCPUms      *float64 `json:"seek_cpu_ms,omitempty"`  // of the server, for each
	SeekBytes      *float64 `json:"seek_bytes,omitempty"`   // of a state, packed
	ScrubP50ms     *float64 `json:"scrub_p50_ms,omitempty"` // the same, when all ask
	ScrubP95ms     *float64 `json:"scrub_p95_ms,omitempty"`
	SeeksPerSecond *float64 `json:"seeks_per_s,omitempty"`

	ServerCores *float64 `json:"server_cores,omitempty"` // CPU seconds a second
	FloorP50ms  *float64 `json:"floor_p50_ms,omitempty"`
	FloorP99ms  *float64 `json:"floor_p99_ms,omitempty"`

	Notes []string `json:"notes"`
}

// newResult begins a result with what every reader must know.
func newResult(test string) Result {
	r := Result{Test: test}
	r.note("%d cores, shared by server and load, over loopback", runtime.NumCPU())
	if load, err := loadAverage(); err == nil && load > float64(runtime.NumCPU())/4 {
		r.note("the machine was busy already (load %.1f): latencies say little, CPU per delivery a little more", load)
	}
	return r
}

func (r *Result) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

func ptr[T any](v T) *T { return &v }

// round keeps three decimals: more would be noise.
func round(v float64) *float64 {
	v = float64(int64(v*1000+0.5)) / 1000
	return &v
}

// write prints the result as JSON, one line, or as text.
func (r *Result) write(w io.Writer, asJSON bool) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if asJSON {
		_, err = fmt.Fprintf(w, "%s\n", line)
		return err
	}
	_, err = io.WriteString(w, r.text())
	return err
}

func (r *Result) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:", r.Test)
	count := func(name string, n *int) {
		if n != nil {
			fmt.Fprintf(&b, " %s %d", name, *n)
		}
	}
	count("rooms", r.Rooms)
	count("members", r.Members)
	count("connections", r.Connections)
	count("elements", r.Elements)
	count("times", r.Times)
	count("changes", r.Changes)
	count("scrubbers", r.Scrubbers)
	if r.Rate != nil {
		fmt.Fprintf(&b, " rate %g/s", *r.Rate)
	}
	b.WriteByte('\n')
	line := func(name string, v *float64, unit string) {
		if v != nil {
			fmt.Fprintf(&b, "  %-28s %12.3f %s\n", name, *v, unit)
		}
	}
	if r.Delivered != nil {
		line("delivered", ptr(*r.Delivered*100), "%")
	}
	line("time to the full board", r.JoinMS, "ms (median)")
	line("latency p50", r.P50ms, "ms")
	line("latency p99", r.P99ms, "ms")
	line("latency p50 of the floor", r.FloorP50ms, "ms")
	line("latency p99 of the floor", r.FloorP99ms, "ms")
	line("latency p50 when alone", r.AloneP50ms, "ms")
	line("latency p99 when alone", r.AloneP99ms, "ms")
	line("to a moment, p50", r.SeekP50ms, "ms")
	line("to a moment, p95", r.SeekP95ms, "ms")
	line("CPU of a moment", r.SeekCPUms, "ms")
	line("bytes of a moment", r.SeekBytes, "bytes")
	line("to a moment among many, p50", r.ScrubP50ms, "ms")
	line("to a moment among many, p95", r.ScrubP95ms, "ms")
	line("moments a second", r.SeeksPerSecond, "")
	line("CPU per 1,000 deliveries", r.CPUPerDelivery, "ms")
	line("the same of the floor", r.FloorCPUPerDelivery, "ms")
	if r.CPUPerDelivery != nil && r.FloorCPUPerDelivery != nil && *r.FloorCPUPerDelivery > 0 {
		line("times the floor", ptr(*r.CPUPerDelivery / *r.FloorCPUPerDelivery), "")
	}
	line("cores of the server", r.ServerCores, "")
	line("per member and second", r.BytesPerMemberSecond, "bytes")
	line("changes a second", r.ChangesPerSecond, "")
	line("memory per connection", r.KilobytesPerConnection, "kB")
	line("bytes of the full board", r.JoinBytes, "bytes")
	for _, note := range r.Notes {
		fmt.Fprintf(&b, "  (%s)\n", note)
	}
	return b.String()
}
