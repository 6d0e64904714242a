package bench

import "time"

// Command is the subcommands of `drawingroom bench`, to be embedded in the program's commands. Their Run methods need a
// context.Context and an io.Writer bound.
type Command struct {
	Cursors Cursors `cmd:"" help:"Moving hands in one room: latency, share delivered, CPU, bytes."`
	Changes Changes `cmd:"" help:"Durable changes in several rooms: latency from author to the others, changes a second."`
	Idle    Idle    `cmd:"" help:"Connections that do nothing: memory of each."`
	Join    Join    `cmd:"" help:"Joining a board late: time and bytes."`
	Past    Past    `cmd:"" help:"A board's past: time to the state at a moment, and what a hundred who ask for it cost those who draw."`
	Floor   Floor   `cmd:"" hidden:"" help:"The naive relay that figures are compared with."`
}

// common are the flags of all measurements.
type common struct {
	JSON        bool     `name:"json" help:"Print one JSON object a measurement."`
	URL         []string `name:"url" placeholder:"URL,…" help:"Measure a server that runs already, or the nodes of one, instead of starting one. Its limits must allow for the load."`
	PID         []int    `name:"pid" placeholder:"PID,…" help:"Processes of the nodes behind --url, if they run on this machine: their CPU and memory are then measured."`
	Nodes       int      `default:"1" help:"Nodes to start; the members of a room are spread over them. More than one need --database-url."`
	DatabaseURL string   `name:"database-url" placeholder:"URL" help:"A PostgreSQL that the nodes share: an empty one, made for this. Without: a folder."`
	NatsURL     string   `name:"nats-url" placeholder:"URL" help:"A NATS by which the nodes tell each other."`
}

// Cursors measures the fan-out of moving hands.
type Cursors struct {
	common
	Members int           `default:"50" help:"Members of the room."`
	Rate    float64       `default:"20" help:"Moves a second of each."`
	Time    time.Duration `default:"10s" help:"How long to measure, after two seconds to warm up."`
}

// Changes measures durable changes.
type Changes struct {
	common
	Rooms   int           `default:"20" help:"Rooms."`
	Members int           `default:"10" help:"Members of each room."`
	Rate    float64       `default:"800" help:"Changes a second over all rooms."`
	Most    bool          `help:"Raise the rate until p99 passes 100 ms, and tell the last that held."`
	Time    time.Duration `default:"10s" help:"How long to measure each rate, after two seconds to warm up."`
}

// Idle measures what a quiet connection costs.
type Idle struct {
	common
	Connections int `default:"10000" help:"Connections."`
	PerRoom     int `default:"10" help:"Connections a room."`
}

// Past measures looking into a board's past.
type Past struct {
	common
	Changes   int           `default:"10000" help:"Changes that the board has had: half of them strokes of 50 points, the others moves and removals."`
	Times     int           `default:"200" help:"Moments to go to, one after the other, by chance."`
	Scrubbers int           `default:"100" help:"People who go to moments all at once, each ten a second at most, while others draw. 0: none."`
	Members   int           `default:"10" help:"Those who draw meanwhile, on the same board."`
	Rate      float64       `default:"100" help:"Changes a second of all who draw."`
	Time      time.Duration `default:"10s" help:"How long to measure each of four turns: without and with those who scrub, twice; after two seconds to warm up."`
	Seed      uint64        `default:"1" help:"Of the changes and of the moments."`
}

// Join measures coming late.
type Join struct {
	common
	Elements int    `default:"1000" help:"Elements on the board: four strokes of 50 points to every six rectangles."`
	Times    int    `default:"20" help:"How often to join."`
	Seed     uint64 `default:"1" help:"Of the random board."`
	Plain    bool   `help:"Take what browsers take over plain HTTP: gzip, and no zstd."`
}
