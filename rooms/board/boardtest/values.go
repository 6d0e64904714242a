package boardtest

import (
	"fmt"
	"strconv"
	"strings"
)

var paths = []string{
	"kind", "parent", "parent", "parent", "order", "order", "at", "at", "size", "angle", "points", "colour", "fill", "thickness", "dash", "opacity", "radius",
	"pen", "font", "font-size", "align", "measured", "width", "start", "end", "link", "asset", "alt", "name", "locked", "title", "paper", "grid", "meta",
	"text/p1", "text/p2", "text/q", "text/new1", "text/new2", "text/new3", "knots/k1", "knots/k2", "knots/new1", "knots/new2",
	"gaps/g1", "gaps/g2", "rows/r1", "rows/r2", "columns/c1", "cells/p1", "cells/p2", "cells/new1", "heading",
}

var oddPaths = []string{
	"shine", "constructor", "toString", "At", "at/x", "text", "knots", "kind/x", "shine/s1", "text/5", "text/-", "text/" + strings.Repeat("k", 32),
}

// badPaths are none at all.
var badPaths = []string{
	"", "5", "__proto__", "text/", "text/a/b", "text/é", "/at", "at ", "text/" + strings.Repeat("k", 33), strings.Repeat("a", 33), `te\u0078t/p1`, `a\u0000`,
}

func (s *Source) path() string {
	if s.hostile && s.one(60) {
		return pick(s, oddPaths)
	}
	if s.hostile && s.one(150) {
		return pick(s, badPaths)
	}
	return pick(s, paths)
}

// value draws a value for a path, now and then one that does not fit.
func (s *Source) value(path string) string {
	if s.hostile && s.one(60) {
		return pick(s, oddValues)()
	}
	name, _, _ := strings.Cut(path, "/")
	draw, ok := draws[name]
	if !ok {
		return pick(s, oddValues)()
	}
	return draw(s)
}

// draws says how a fitting value of each property is drawn. Numbers are written in other ways too.
var draws = map[string]func(s *Source) string{
	"kind":      func(s *Source) string { return quote(pick(s, []string{"stroke", "rectangle", "ellipse", "text"})) },
	"parent":    func(s *Source) string { return quote(s.id()) },
	"order":     func(s *Source) string { return quote(s.order()) },
	"at":        point,
	"size":      func(s *Source) string { return fmt.Sprintf("[%s,%s]", s.number(0, 1e9), s.number(0, 5000)) },
	"angle":     func(s *Source) string { return s.number(-36000, 36000) },
	"points":    points,
	"colour":    colour,
	"fill":      colour,
	"thickness": func(s *Source) string { return s.number(0, 20000) },
	"dash":      func(s *Source) string { return quote(pick(s, []string{"solid", "dashed", "dotted"})) },
	"opacity":   func(s *Source) string { return s.number(0, 100) },
	"radius":    func(s *Source) string { return s.number(0, 1e9) },
	"pen":       flag,
	"font":      func(s *Source) string { return quote(pick(s, []string{"hand", "sans", "serif", "mono"})) },
	"font-size": func(s *Source) string { return s.number(0, 20000) },
	"align":     func(s *Source) string { return quote(pick(s, []string{"start", "centre", "end"})) },
	"measured":  func(s *Source) string { return fmt.Sprintf("[%s,%s]", s.number(0, 1e9), s.number(0, 5000)) },
	"width":     func(s *Source) string { return s.number(0, 1e9) },
	"start":     anchor,
	"end":       anchor,
	"route":     func(s *Source) string { return quote(pick(s, []string{"straight", "curve", "elbow"})) },
	"end-head":  func(s *Source) string { return quote(pick(s, []string{"none", "arrow", "zero-many"})) },
	"along":     func(s *Source) string { return s.number(0, 100) },
	"link":      link,
	"asset":     func(s *Source) string { return quote(strings.Repeat(pick(s, []string{"0a", "ff", "3c"}), 32)) },
	"alt":       text,
	"name":      line,
	"locked":    flag,
	"title":     line,
	"paper":     func(s *Source) string { return quote(pick(s, []string{"plain", "dots", "grid", "lines"})) },
	"grid":      func(s *Source) string { return s.number(0, 1e9) },
	"meta":      text,
	"text": func(s *Source) string {
		return fmt.Sprintf("[%s,%s,%s]", quote(s.order()), text(s), quote(pick(s, []string{"", "b", "bi"})))
	},
	"gaps":    func(s *Source) string { return fmt.Sprintf("[%s,%s]", s.number(0, 2e7), s.number(0, 2e7)) },
	"knots":   func(s *Source) string { return fmt.Sprintf("[%s,%s,%s]", quote(s.order()), point(s), flag(s)) },
	"rows":    band,
	"columns": band,
	"heading": flag,
	"cells": func(s *Source) string {
		names := []string{"r1", "r2", "c1", "Z", strings.Repeat("k", 15)}
		return fmt.Sprintf("[%s,%s,%s,%s,%s]", quote(pick(s, names)), quote(pick(s, names)), quote(s.order()), text(s), quote(pick(s, []string{"", "b", "bi"})))
	},
}

func quote(s string) string { return `"` + s + `"` }

// number draws a whole number, often at a limit, and writes it in one of the ways in which it may be written.
func (s *Source) number(least, most int64) string {
	n := least + s.rand.Int64N(most-least+1)
	switch s.rand.IntN(12) {
	case 0:
		n = least
	case 1:
		n = most
	}
	switch s.rand.IntN(40) {
	case 0:
		return strconv.FormatInt(n, 10) + ".0"
	case 1:
		return strconv.FormatInt(n, 10) + "E0"
	case 2:
		return strconv.FormatInt(n, 10) + "0e-1"
	case 3:
		return "-0"
	case 4:
		return "1e2"
	}
	return strconv.FormatInt(n, 10)
}

func (s *Source) order() string {
	return pick(s, []string{"a0", "a1", "a1V", "Zz", "a0xK3", "0", "zzzz", strings.Repeat("z", 64), "A", "b00"})
}

func point(s *Source) string {
	return fmt.Sprintf("[%s,%s]", s.number(-1e9, 1e9), s.number(-500, 500))
}

func band(s *Source) string { return fmt.Sprintf("[%s,%s]", quote(s.order()), s.number(0, 1e9)) }

func flag(s *Source) string { return strconv.FormatBool(s.one(2)) }

func colour(s *Source) string {
	return quote(pick(s, []string{"ink", "grey", "soft-pink", "none", "paper", "#00ff0080", "#12345678"}))
}

func anchor(s *Source) string {
	return fmt.Sprintf("[%s,%s,%s]", quote(pick(s, []string{"", s.id()})), s.number(-1e9, 1e9), s.number(0, 10))
}

func link(s *Source) string {
	return quote(pick(s, []string{"https://example.org/a?b=c#d", "HTTP://EXAMPLE.ORG", "mailto:ann@example.org", "https://example.org/\u00e9", `https:\/\/x`}))
}

func points(s *Source) string {
	groups := s.rand.IntN(6)
	if s.one(200) {
		groups = 1998 + s.rand.IntN(3)
	}
	out := make([]string, 0, groups)
	for range groups {
		out = append(out, fmt.Sprintf("%s,%s,%s,%s", s.number(-300, 300), s.number(-300, 300), s.number(0, 100), s.number(0, 40)))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func line(s *Source) string {
	return quote(pick(s, []string{"", "A plan", "\u00fcber \u4f60\u597d", `a\"b\\c\/d`, `\u0041\u00e9`, "\U0001f469\u200d\U0001f680", strings.Repeat("x", 200), strings.Repeat("\U0001f469", 100)}))
}

func text(s *Source) string {
	if s.one(3) {
		return quote(pick(s, []string{`a\nb\tc`, `\u2028\u2029`, "\u2028", "<b>&amp;</b>", `\ud83d\ude00`, "e\u0301", "\u007e\u0080", `\u000a`}))
	}
	return line(s)
}
