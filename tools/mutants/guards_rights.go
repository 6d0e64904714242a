package main

// ofTheRights keep a board to those who may be on it.
var ofTheRights = []guard{
	{item: "C59", what: "an append is asked for its rights under the lock", in: "persistence", test: "TestSQLite/P8_C59",
		edits: in("persistence/sequence.go", "if at.head.ACL != b.ACL ||", "if at.head.ACL < 0 ||")},
	{item: "C59", what: "an append in one round trip asks for its rights too", in: "persistence", test: "TestPostgres/P8_C59_an_append", postgres: true,
		edits: []edit{
			{"persistence/postgres_swift.go", "AND acl = $19 AND NOT EXISTS", "AND $19::bigint IS NOT NULL AND NOT EXISTS"},
			{"persistence/sequence.go", "if at.head.ACL != b.ACL ||", "if at.head.ACL < 0 ||"},
		}},
	{item: "C59", what: "an append is refused once a right has run out", in: "persistence", test: "TestSQLite/P8_C59_what_a_link_gave",
		edits: in("persistence/sequence.go", "|| b.Until != 0 && at.now >= b.Until {", "{")},
	{item: "C59", what: "a right that has run out counts for nothing", in: "persistence", test: "TestSQLite/P8_C59_what_a_link_gave",
		edits: in("persistence/rights.go", "OR l.expires = 0 OR l.expires > %s)", "OR l.expires >= 0 OR l.expires > %s)")},
	{item: "C59", what: "who came by a link goes with its address, if so asked", in: "persistence", test: "TestSQLite/P8_C59_links_are_changed",
		edits: in("persistence/link_changes.go", "err != nil || !leave {", "err != nil || len(secret) > 0 {")},
	{item: "C59", what: "whoever was removed comes by no link", in: "persistence", test: "TestSQLite/P8_C59_the_owners_word",
		edits: in("persistence/links.go", "if err == nil && said && word == board.RoleNone {", "if err == nil && said && word == board.RoleOwner {")},
	{item: "C59", what: "a room looks when a right runs out", in: "rooms", test: "TestP8_C59_ARightRunsOut",
		edits: in("rooms/tick.go", "\trm.mindRights()\n", "")},
	{item: "C59", what: "a room says until when its rights hold", in: "rooms", test: "TestP8_C59_ARightRunsOut",
		edits: in("rooms/flight.go", "Until: rm.until, ", "")},
	{item: "C59", what: "a board is decided about by its owner alone", in: "persistence", test: "TestSQLite/P8_",
		edits: in("persistence/rights.go", "if err == nil && role != board.RoleOwner {", "if err == nil && role == board.RoleNone {")},
	{item: "C57", what: "a wrong password costs a try", in: "server", test: "TestLinkWithAPassword|TestTries",
		edits: in("server/tries.go", "if one.tokens < 1 || all.tokens < 1 {", "if one.tokens < -1000 {")},
	{item: "C57", what: "a password is asked for", in: "persistence", test: "TestSQLite/P8_a_password",
		edits: in("persistence/links.go", "if err == nil && !joined && l.password != proven {", "if err == nil && !joined && l.password == \"\" && proven != \"\" {")},
}
