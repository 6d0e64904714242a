package main

// ofTheEdge keep out what is too large, too slow or no message.
var ofTheEdge = []guard{
	{item: "C29 C30", what: "the kernel keeps little for who does not read", in: "server", test: "TestC29_C31_a_member",
		edits: in("server/socket.go", "\t_ = tcp.SetWriteBuffer(sendBuffer) // a kernel that will not leaves us at its own bound\n", "")},
	{item: "C34", what: "a frame has a largest size", in: "server", test: "TestC34_C64",
		edits: []edit{
			{"server/conn.go", "if int64(len(c.buf)) > c.limit {", "if c.limit < 0 {"},
			{"rooms/session.go", "if len(frame) > limits.Frame || s.room == nil && len(frame) > limits.HelloFrame {", "if len(frame) > 2*limits.Frame {"},
			{"rooms/wire/codec.go", "\tif len(frame) > limit {\n", "\tif len(frame) > 2*limit {\n"},
		}},
	{item: "C34", what: "the head of a request has a largest size", in: "server", test: "TestC34_oversize",
		edits: in("server/server.go", "MaxHeaderBytes:    maxHeader,", "MaxHeaderBytes:    64 * maxHeader,")},
	{item: "C34", what: "a body has a largest size", in: "server", test: "TestC34_oversize|TestBadBodies",
		edits: in("server/body.go", "http.MaxBytesReader(w, r.Body, most)", "http.MaxBytesReader(w, r.Body, 1000*most)")},
	{item: "C52", what: "a page that speaks nothing of ours is told to load again", in: "server", test: "TestW1",
		edits: in("server/socket.go", "case offer.version == 0:", "case offer.version < 0:")},
	{item: "C63", what: "a list is read item by item", in: "rooms/wire", test: "TestC63_a_frame",
		edits: in("rooms/board/value.go", "for item := range strict.Items(raw) {", "items, _ := strict.Array(raw)\n\tfor _, item := range items {")},
	{item: "C63", what: "nesting has an end", in: "rooms/board/strict", test: "Test",
		edits: in("rooms/board/strict/check.go", "if s.left == 0 {", "if s.left == -1_000_000 {")},
	{item: "C64", what: "text is well-formed UTF-8", in: "server", test: "TestC64",
		edits: in("rooms/board/strict/check.go", "if !utf8.Valid(text) {", "if !utf8.Valid(text[:0]) {")},
	{item: "C64", what: "a binary message ends the connection", in: "server", test: "TestC34_C64|TestC64",
		edits: in("server/conn.go", "if kind != websocket.MessageText {", "if kind < 0 {")},
	{item: "C64", what: "an unknown key is an error", in: "rooms/wire", test: "TestFixtures",
		edits: in("rooms/wire/codec.go", "\tf.end()\n\tif f.close", "\tif f.close")},
	{item: "C64", what: "one refused change does not touch the others", in: "rooms", test: "TestP6|TestWhatComesBefore|TestBatches",
		edits: in("rooms/event_heard.go", "\tcase message.Bad != nil:\n", "\tcase message.Bad != nil:\n\t\trm.expel(m, wire.Protocol, 0)\n\t\treturn\n")},
}
