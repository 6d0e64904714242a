package bench

import "time"

// Command is the subcommands of `drawingroom bench`, to be embedded in the program's commands. Their Run methods need a
// context.Context and an io.Writer bound.
type Command struct {
	Cursors Cursors `cmd:"" help:"Moving hands in one room: latency, share delivered, CPU, bytes."`
	Changes Changes `cmd:"" help:"Durable changes in several rooms: latency from author to the others, changes a second."`
	Idle    Idle    `cmd:"" help:"Connections that do nothing: memory of each."`
	Join    Join    `cmd:"" help:"Joining a board late: time and bytes."`
	Floor   Floor   `cmd:"" hidden:"" help:"The naive relay that figures are compared with."`
}

// common are the flags of all measurements.
type common struct {
	JSON bool   `name:"json" help:"Print one JSON object a measurement."`
	URL  string `name:"url" placeholder:"URL" help:"Measure a server that runs already, instead of starting one. Its limits must allow for the load."`
	PID  int    `name:"pid" placeholder:"PID" help:"Process of the server behind --url, if it runs on this machine: its CPU and memory are then measured."`
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

// Join measures coming late.
type Join struct {
	common
	Elements int    `default:"1000" help:"Elements on the board: four strokes of 50 points to every six rectangles."`
	Times    int    `default:"20" help:"How often to join."`
	Seed     uint64 `default:"1" help:"Of the random board."`
	Plain    bool   `help:"Take what browsers take over plain HTTP: gzip, and no zstd."`
}
