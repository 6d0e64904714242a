package server

import (
	"net/http/httptest"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"drawingroom/rooms"
)

// scraped is what Prometheus would read, without comments.
func scraped(t *testing.T, k *kit) string {
	t.Helper()
	to := httptest.NewRecorder()
	k.srv.private.ServeHTTP(to, httptest.NewRequestWithContext(t.Context(), "GET", "/metrics", nil))
	if to.Code != 200 {
		t.Fatalf("%d: %s", to.Code, to.Body)
	}
	return to.Body.String()
}

func TestEveryNumberOfTheRoomsIsAMetric(t *testing.T) {
	rows := map[string]roomsMetric{}
	for _, m := range roomsMetrics {
		rows[m.field] = m
	}
	stats := reflect.ValueOf(&rooms.Stats{}).Elem()
	for i := range stats.NumField() {
		field := stats.Type().Field(i)
		if field.Type.Kind() != reflect.Int64 {
			continue
		}
		stats.Field(i).SetInt(int64(i) + 7)
		if m, found := rows[field.Name]; !found || m.read(stats.Interface().(rooms.Stats)) != int64(i)+7 {
			t.Errorf("rooms.Stats.%s is no metric, or another", field.Name)
		}
		delete(rows, field.Name)
	}
	if len(rows) > 0 {
		t.Errorf("metrics of nothing: %v", rows)
	}
}

func TestMetricsTellWhatHappenedAndNothingOfWhom(t *testing.T) {
	k := newKit(t)
	ada := k.guest("Ada")
	made := ada.board("Secret garden")
	board := string(made.ID)
	ada.open(made.ID)
	k.stranger().do("GET", "/api/v1/boards/"+board+"/log", nil)
	k.stranger().do("GET", "/nonsense/"+board, nil)
	text := scraped(t, k)
	for _, want := range []string{
		`drawingroom_rooms 1`, `drawingroom_members 1`, `drawingroom_connections 1`, `drawingroom_ready 1`,
		`drawingroom_changes_refused_by_code_total{code="board_full"} 0`, `drawingroom_connections_closed_total{reason="slow"} 0`, // what has not happened is told too
		`drawingroom_http_requests_total{method="POST",route="/api/v1/boards",status="201"} 1`,
		`drawingroom_http_requests_total{method="GET",route="/api/v1/boards/{id}/log",status="401"} 1`,
	} {
		if !strings.Contains(text, "\n"+want+"\n") {
			t.Errorf("there is no %s", want)
		}
	}
	if !regexp.MustCompile(`(?m)^drawingroom_queued_bytes \d+$`).MatchString(text) { // what was told a moment ago may still be on its way
		t.Error("there is no drawingroom_queued_bytes")
	}
	if found := regexp.MustCompile(`Secret|Ada|127\.0\.0\.1|` + board).FindString(text); found != "" {
		t.Errorf("it tells %q", found)
	}
}

func TestMetricsAreNotOnThePublicAddress(t *testing.T) {
	k := newKit(t)
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap"} {
		to := httptest.NewRecorder()
		k.srv.ServeHTTP(to, httptest.NewRequestWithContext(t.Context(), "GET", "http://localhost"+path, nil))
		if strings.Contains(to.Body.String(), "drawingroom_") || strings.Contains(to.Body.String(), "goroutine") {
			t.Errorf("%s: %d %.100s", path, to.Code, to.Body)
		}
	}
}
