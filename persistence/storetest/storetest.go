// Package storetest is the suite that every store passes. Its tests are named after the promise (P), the rule of the wire (W)
// or the item of the acceptance list (C) that they hold.
package storetest

import (
	"context"
	"database/sql"
	"testing"

	"drawingroom/persistence"
)

// Place is an empty database of a test's own.
type Place struct {
	Config persistence.Config
	// SQL looks and writes past the store, as an accident would.
	SQL *sql.DB
	// Shared says that several stores may have the place open at once, as the nodes of a cluster do.
	Shared bool
	// Slow makes every insert into the log take this place's while: what comes between lock and commit.
	Slow func(t *testing.T)
}

// Run runs the suite; place makes a new place for each test.
func Run(t *testing.T, place func(t *testing.T) Place) {
	for _, test := range []struct {
		name string
		run  func(*desk)
	}{
		{"P1_rows_are_numbered_chained_and_never_go_back_in_time", rowsAreChained},
		{"P1_C5_a_reader_never_sees_a_hole", readerSeesNoHole},
		{"P2_C8_a_restart_keeps_everything", restartKeepsEverything},
		{"P3_C3_the_same_change_to_two_writers_at_once_is_stored_once", twoWritersAtOnce},
		{"P3_C3_the_one_statement_form_stores_it_twice", oneStatementStoresTwice},
		{"P3_W42_every_way_of_sending_again", sendingAgain},
		{"P3_random_histories_agree_with_a_simple_model", randomHistories},
		{"P6_a_refusal_uses_up_its_number_for_good", refusalUsesNumber},
		{"P6_C12_one_bad_batch_does_not_spoil_the_others", badBatch},
		{"P8_C59_an_append_under_old_rights_stores_nothing", oldRights},
		{"P8_a_client_of_someone_else_is_refused", foreignClient},
		{"P8_entering_gives_numbers_once", entering},
		{"P8_links_give_rights_and_never_take_them", joining},
		{"people_of_a_board_differ_in_colour", colours},
		{"C13_snapshots_are_kept_checked_and_of_this_history", snapshots},
		{"C16_rows_of_the_log_stand", rowsStand},
		{"boards_are_listed_with_their_titles", listing},
		{"heads_are_of_the_boards_that_exist", heads},
		{"the_log_is_read_in_bounded_parts", boundedLog},
		{"unlucky_bytes_come_back_as_they_were", unluckyBytes},
		{"assets_come_back_as_they_were_on_their_board_alone", assetsComeBack},
		{"assets_are_kept_once_however_often_and_at_once_they_come", assetsOnce},
		{"P8_assets_are_kept_by_right_alone", assetsByRight},
		{"assets_keep_to_the_room_of_their_board", assetsQuota},
		{"assets_that_broke_off_are_never_seen", assetsBrokenOff},
		{"users_sessions_and_keys", peopleAndKeys},
		{"sessions_that_have_run_out_are_forgotten_and_nothing_else", purging},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := place(t)
			d := &desk{T: t, place: p, ctx: context.Background()}
			d.Store = d.open()
			test.run(d)
		})
	}
}
