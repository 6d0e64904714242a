package server

import (
	"slices"

	"github.com/prometheus/client_golang/prometheus"

	"drawingroom/rooms"
	"drawingroom/rooms/wire"
)

// roomsCollector tells what the rooms count.
type roomsCollector struct{ stats func() rooms.Stats }

// roomsMetric is one number of rooms.Stats. A new field there needs a row, by test.
type roomsMetric struct {
	field, name, help string
	kind              prometheus.ValueType
	read              func(rooms.Stats) int64
}

const (
	counter = prometheus.CounterValue
	gauged  = prometheus.GaugeValue
)

var roomsMetrics = []roomsMetric{
	{"Rooms", "rooms", "Boards that are open.", gauged, func(s rooms.Stats) int64 { return s.Rooms }},
	{"Members", "members", "Connections that have joined a board.", gauged, func(s rooms.Stats) int64 { return s.Members }},
	{"Appended", "changes_appended_total", "Changes made durable.", counter, func(s rooms.Stats) int64 { return s.Appended }},
	{"Refused", "changes_refused_total", "Changes refused.", counter, func(s rooms.Stats) int64 { return s.Refused }},
	{"Duplicates", "changes_duplicate_total", "Changes that had been taken before, and were sent again.", counter, func(s rooms.Stats) int64 { return s.Duplicates }},
	{"Appends", "appends_total", "Transactions that appended to logs.", counter, func(s rooms.Stats) int64 { return s.Appends }},
	{"Retries", "append_retries_total", "Batches tried again: the store was busy, the outcome unknown, or the rights had changed.", counter, func(s rooms.Stats) int64 { return s.Retries }},
	{"Frames", "frames_total", "Frames written.", counter, func(s rooms.Stats) int64 { return s.Frames }},
	{"Bytes", "frame_bytes_total", "Bytes of frames written.", counter, func(s rooms.Stats) int64 { return s.Bytes }},
	{"Resyncs", "resyncs_total", "Members too slow for the changes that waited for them, who were told to read the board anew.", counter, func(s rooms.Stats) int64 { return s.Resyncs }},
	{"SlowCloses", "slow_closes_total", "Members closed because they did not read.", counter, func(s rooms.Stats) int64 { return s.SlowCloses }},
	{"Floods", "floods_total", "Times a client was made to wait because it sent too much.", counter, func(s rooms.Stats) int64 { return s.Floods }},
	{"GapFills", "gap_fills_total", "Reads of a log because another node had appended.", counter, func(s rooms.Stats) int64 { return s.GapFills }},
	{"Snapshots", "joins_by_snapshot_total", "Snapshots made for who joins.", counter, func(s rooms.Stats) int64 { return s.Snapshots }},
	{"Tails", "joins_by_tail_total", "Joins that only needed what was missed.", counter, func(s rooms.Stats) int64 { return s.Tails }},
	{"Saved", "snapshots_saved_total", "Snapshots saved.", counter, func(s rooms.Stats) int64 { return s.Saved }},
	{"Proved", "snapshots_proved_total", "Saved snapshots that the log was found to come to.", counter, func(s rooms.Stats) int64 { return s.Proved }},
	{"Disproved", "snapshots_disproved_total", "Saved snapshots that were dropped, because the log comes to something else.", counter, func(s rooms.Stats) int64 { return s.Disproved }},
	{"Folded", "pasts_folded_total", "Times that a part of a board's past was folded into its base.", counter, func(s rooms.Stats) int64 { return s.Folded }},
	{"Keyframes", "keyframes_made_total", "Snapshots made of boards' past, to be kept.", counter, func(s rooms.Stats) int64 { return s.Keyframes }},
	{"Loads", "boards_read_total", "Boards read from the store.", counter, func(s rooms.Stats) int64 { return s.Loads }},
	{"Queued", "queued_bytes", "Bytes that wait for connections slower than what is sent.", gauged, func(s rooms.Stats) int64 { return s.Queued }},
}

func (m roomsMetric) desc() *prometheus.Desc {
	return prometheus.NewDesc(metricPrefix+m.name, m.help, nil, nil)
}

var (
	refusedBy   = prometheus.NewDesc(metricPrefix+"changes_refused_by_code_total", "Changes refused, by code.", []string{"code"}, nil)
	closedBy    = prometheus.NewDesc(metricPrefix+"connections_closed_total", "Connections that the server closed, by reason.", []string{"reason"}, nil)
	appendTimes = prometheus.NewDesc(metricPrefix+"append_seconds", "How long it took until a batch of changes was durable.", nil, nil)
)

// Describe implements prometheus.Collector.
func (c roomsCollector) Describe(to chan<- *prometheus.Desc) {
	for _, m := range roomsMetrics {
		to <- m.desc()
	}
	to <- refusedBy
	to <- closedBy
	to <- appendTimes
}

// Collect implements prometheus.Collector.
func (c roomsCollector) Collect(to chan<- prometheus.Metric) {
	stats := c.stats()
	for _, m := range roomsMetrics {
		to <- prometheus.MustNewConstMetric(m.desc(), m.kind, float64(m.read(stats)))
	}
	tellBy(to, refusedBy, stats.RefusedBy, wire.RefusalCodes())
	tellBy(to, closedBy, stats.ClosedBy, wire.CloseNames())
	to <- histogram(stats.AppendTimes)
}

// tellBy tells counts by a label. What has not happened yet is told as 0: a rate of what was not there before is not seen.
func tellBy(to chan<- prometheus.Metric, desc *prometheus.Desc, counts map[string]int64, known []string) {
	for _, label := range known {
		to <- prometheus.MustNewConstMetric(desc, counter, float64(counts[label]), label)
	}
	for label, n := range counts {
		if !slices.Contains(known, label) {
			to <- prometheus.MustNewConstMetric(desc, counter, float64(n), label)
		}
	}
}

// histogram is Durations in Prometheus' form, whose parts hold all that is less, too.
func histogram(d rooms.Durations) prometheus.Metric {
	var all uint64
	parts := map[float64]uint64{}
	for i, n := range d.Counts {
		all += n
		if i < len(rooms.DurationBounds) {
			parts[rooms.DurationBounds[i]] = all
		}
	}
	return prometheus.MustNewConstHistogram(appendTimes, all, d.Seconds, parts)
}
