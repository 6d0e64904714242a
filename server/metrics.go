package server

import (
	"context"
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"drawingroom/rooms"
)

// metrics are what a node tells of itself in Prometheus' form. Nothing in it names a board, a person or an address.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

const metricPrefix = "drawingroom_"

func newMetrics(s *Server) metrics {
	m := metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: metricPrefix + "http_requests_total", Help: "Requests answered, by route, method and status."},
			[]string{"route", "method", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: metricPrefix + "http_seconds", Help: "How long answers took, but for those that stay open.",
			Buckets: rooms.DurationBounds[:]}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.took, roomsCollector{s.rooms.Stats}, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("connections", "Open connections, by whatever transport.", s.caps.open),
		gauge("ready", "1 if this node wants work and its store answers, else 0.", s.ready01))
	return m
}

func (s *Server) ready01() int {
	if s.draining.Load() || s.storeAnswers(context.Background()) != nil {
		return 0
	}
	return 1
}

func gauge(name, help string, read func() int) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: metricPrefix + name, Help: help}, func() float64 { return float64(read()) })
}

// staysOpen are the routes whose answers last as long as people stay.
var staysOpen = map[string]bool{
	"/api/v1/boards/{id}/socket": true, "/api/v1/boards/{id}/streams": true, "/api/v1/boards/{id}/streams/{stream}": true,
}

// answered counts a request, by its route and not by its path: there are few of those, whatever is asked for.
func (m metrics) answered(r *http.Request, status int, took time.Duration) {
	route, method := "none", r.Method
	if ctx := chi.RouteContext(r.Context()); ctx != nil && ctx.RoutePattern() != "" {
		route = ctx.RoutePattern()
	}
	if status == http.StatusMethodNotAllowed || status == http.StatusNotImplemented {
		method = "other" // it may be any word
	}
	m.requests.WithLabelValues(route, method, strconv.Itoa(status)).Inc()
	if !staysOpen[route] {
		m.took.WithLabelValues(route).Observe(took.Seconds())
	}
}

// privateRoutes are for who runs the server only: metrics, and profiles of the running program. Others must not reach them.
func (s *Server) privateRoutes() http.Handler {
	r := chi.NewRouter()
	r.Method(http.MethodGet, "/metrics", promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}))
	r.Get("/livez", s.live)
	r.Get("/readyz", s.readiness)
	r.Get("/debug/pprof/profile", pprof.Profile)
	r.Get("/debug/pprof/symbol", pprof.Symbol)
	r.Get("/debug/pprof/trace", pprof.Trace)
	r.Get("/debug/pprof/*", pprof.Index)
	return r
}
