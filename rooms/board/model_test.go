package board_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"drawingroom/rooms/board"
)

// model is the core once more, as plainly as it can be said: maps of maps, nothing shared, everything looked at each time.
type model struct {
	things map[string]*thing
	graves map[string]thing
}

// thing is an element, or what is left of one. writers holds every path that was ever written on its own.
type thing struct {
	maker      int64
	born, last [2]int64
	props      map[string]string
	writers    map[string][2]int64
}

func newModel() *model { return &model{map[string]*thing{}, map[string]thing{}} }

func (m *model) apply(seq, author int64, op board.Op) string {
	id := string(op.Element())
	here, dead := m.things[id], hasKey(m.graves, id)
	by := [2]int64{seq, author}
	switch op := op.(type) {
	case board.Put:
		if here != nil {
			return "nothing exists"
		}
		if dead {
			return "nothing grave"
		}
		return m.bear(id, author, by, op.Props)
	case board.Restore:
		if here != nil {
			return "nothing live"
		}
		if !dead {
			return "nothing never"
		}
		if op.Own && m.graves[id].last[1] != author {
			return "nothing others"
		}
		return m.bear(id, m.graves[id].maker, by, op.Props)
	case board.Remove:
		if here == nil {
			return m.missing(id)
		}
		if op.Own && !here.allBy(author) {
			return "nothing others"
		}
		m.graves[id] = thing{maker: here.maker, last: by}
		delete(m.things, id)
		return "done"
	case board.Set:
		if here == nil {
			return m.missing(id)
		}
		done, why := m.write(id, by, op.Props, op.Own)
		switch {
		case done > 0:
			here.last = by
			if why != "" {
				return "part " + why
			}
			return "done"
		case why != "":
			return "nothing " + why
		}
		return "nothing"
	}
	panic("an op that is none")
}

func (m *model) missing(id string) string {
	if hasKey(m.graves, id) {
		return "nothing grave"
	}
	return "nothing absent"
}

func (m *model) bear(id string, maker int64, by [2]int64, props board.Props) string {
	m.things[id] = &thing{maker: maker, born: by, last: by, props: map[string]string{}, writers: map[string][2]int64{}}
	given := board.Props{}
	for _, p := range props {
		if p.Value != "" {
			given = append(given, p)
		}
	}
	_, why := m.write(id, by, given, false)
	delete(m.graves, id)
	if why != "" {
		return "part " + why
	}
	return "done"
}

func (m *model) write(id string, by [2]int64, props board.Props, own bool) (done int, why string) {
	t := m.things[id]
	blamed := maps.Clone(t.writers)
	for _, p := range props {
		writer, written := blamed[p.Path]
		if !written {
			writer = t.born
		}
		reason := ""
		switch {
		case own && writer[1] != by[1]:
			reason = "others"
		case p.Path == "parent" && m.above(id, string(p.Value)):
			reason = "circle"
		case p.Value != "" && t.full(p.Path):
			reason = "full"
		}
		if reason != "" {
			if why == "" {
				why = reason
			}
			continue
		}
		done++
		_, had := t.props[p.Path]
		if p.Value == "" {
			delete(t.props, p.Path)
		} else {
			t.props[p.Path] = string(p.Value)
		}
		// What was unset in the change that made the element is as if it had never been written.
		if p.Value != "" || had || writer != t.born {
			t.writers[p.Path] = by
		}
	}
	return done, why
}

func (t *thing) allBy(author int64) bool {
	for _, w := range t.writers {
		if w != t.born && w[1] != author {
			return false
		}
	}
	return t.born[1] == author
}

// full: the limits are those of kinds.json, said again.
func (t *thing) full(path string) bool {
	name, _, _ := strings.Cut(path, "/")
	limit := map[string]int{"text": 1000, "links": 1000, "knots": 2000, "gaps": 1000, "rows": 200, "columns": 50, "cells": 5000}[name]
	if limit == 0 || name == path || hasKey(t.props, path) {
		return false
	}
	n := 0
	for other := range t.props {
		if strings.HasPrefix(other, name+"/") {
			n++
		}
	}
	return n >= limit
}

// above says whether id stands on the way from a parent (as JSON) to its root, or the way is longer than 100 elements.
func (m *model) above(id, parent string) bool {
	var way []string
	for at := unquote(parent); at != ""; {
		if at == id {
			return true
		}
		if m.things[at] == nil {
			break
		}
		way = append(way, at)
		if len(way) > 100 {
			return true
		}
		at = unquote(m.things[at].props["parent"])
	}
	return false
}

func unquote(value string) string {
	var s string
	if json.Unmarshal([]byte(value), &s) != nil {
		return ""
	}
	return s
}

// form is the canonical form, by way of encoding/json.
func (m *model) form() string {
	var out strings.Builder
	out.WriteString(`{"elements":[`)
	for i, id := range slices.Sorted(maps.Keys(m.things)) {
		if i > 0 {
			out.WriteByte(',')
		}
		t := m.things[id]
		props, writers := map[string]json.RawMessage{}, map[string][2]int64{}
		for path, value := range t.props {
			props[path] = json.RawMessage(value)
		}
		for path, w := range t.writers {
			if w != t.born {
				writers[path] = w
			}
		}
		out.WriteString(`["` + id + `",` + text(t.maker) + "," + text(t.born) + "," + text(t.last) + "," + text(props) + "," + text(writers) + "]")
	}
	out.WriteString(`],"graves":[`)
	for i, id := range slices.Sorted(maps.Keys(m.graves)) {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString(`["` + id + `",` + text(m.graves[id].last) + "," + strconv.FormatInt(m.graves[id].maker, 10) + "]")
	}
	return out.String() + "]}"
}

func text(v any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// paint is the paint order by plain recursion.
func (m *model) paint() []string {
	var order []string
	var under func(parent string)
	under = func(parent string) {
		var here []string
		for id, t := range m.things {
			read := unquote(t.props["parent"])
			if m.things[read] == nil {
				read = ""
			}
			if read == parent {
				here = append(here, id)
			}
		}
		slices.SortFunc(here, func(a, b string) int {
			return strings.Compare(m.key(a)+" "+a, m.key(b)+" "+b) // a space sorts before all that keys and ids are made of
		})
		for _, id := range here {
			order = append(order, id)
			under(id)
		}
	}
	under("")
	return order
}

func (m *model) key(id string) string {
	key := unquote(m.things[id].props["order"])
	if len(key) > 64 || strings.Trim(key, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return key
}

func hasKey[V any](m map[string]V, key string) bool {
	_, ok := m[key]
	return ok
}
