package main

// ofTheWalls keep out who may not.
var ofTheWalls = []guard{
	{item: "C58", what: "who may only look draws nothing", in: "server", test: "TestC58_every_message",
		edits: []edit{
			{"rooms/event_heard.go", "\tcase !m.role.MayEdit():\n", "\tcase !m.role.MayEdit() && m.role == \"\":\n"},
			{"rooms/flight.go", "if a.item.Payload != nil && !rm.roles[a.item.User].MayEdit() {", "if a.item.Payload == nil {"},
		}},
	{item: "C58", what: "who may only look shows no gesture but where they point", in: "rooms", test: "TestC58_who_only_looks",
		edits: in("rooms/company.go", "if p.Gesture.Value != nil && !rm.onlyPoints(p.Gesture.Value) {", "if p.Gesture.Value == nil {")},
	{item: "C58", what: "what is in the hand ends with the right to draw", in: "rooms", test: "TestC58_who_only_looks",
		edits: in("rooms/company.go", "over.Gesture.Set = m.hand.gesture != nil", "over.Gesture.Set = m.role.MayEdit() && m.hand.gesture != nil")},
	{item: "C58", what: "who only looks says no words", in: "server", test: "TestC58_every_message",
		edits: in("rooms/company.go", "\t\tp.Chat = wire.Optional[string]{}\n", "")},
	{item: "C58", what: "a board's routes are for its members", in: "server", test: "TestEveryRoute",
		edits: []edit{
			{"server/who.go", "if m.role, err = s.auth.Role(r.Context(), m.board, user); err != nil {", "if m.role, err = s.auth.Role(r.Context(), m.board, user); err != nil && user == \"\" {"},
			{"server/who.go", "if !auth.May(m.role, auth.Look) {", "if user == \"\" {"},
		}},
	{item: "C34", what: "a body that nobody reads has an end in time", in: "server", test: "TestBodiesThatDoNotEnd",
		edits: in("server/middleware.go", "if r.ContentLength != 0 {", "if r.ContentLength == -2 {")},
}
