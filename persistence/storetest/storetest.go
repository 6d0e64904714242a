// Package storetest is the suite that every store passes. Its tests are named after the promise (P), the rule of the wire (W)
// or the item of the acceptance list (C) that they hold.
package storetest

import (
	"context"
	"database/sql"
	"sync/atomic"
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
		{"P8_C59_links_are_changed_and_revoked_with_what_they_gave", changingLinks},
		{"P8_C59_what_a_link_gave_ends_when_it_runs_out", expiringLinks},
		{"P8_a_password_is_proved_as_it_is_kept", guardedLinks},
		{"P8_C59_the_owners_word_goes_before_links", peopleOfABoard},
		{"P8_a_board_is_handed_over", handingOver},
		{"P8_a_board_has_one_owner_whatever_is_decided_at_once", oneOwner},
		{"people_of_a_host_application_become_known", hosted},
		{"P8_C55_a_host_applications_newest_word_is_a_right", hostWords},
		{"a_link_makes_one_admin_once", admins},
		{"people_of_a_board_differ_in_colour", colours},
		{"C13_snapshots_are_kept_checked_and_of_this_history", snapshots},
		{"keyframes_stay_at_even_distances_and_are_of_the_log_as_it_is", keyframes},
		{"a_time_is_a_place_in_the_log", times},
		{"P8_the_owner_alone_opens_the_past", replaying},
		{"C65_the_owner_alone_says_where_a_board_is_shown", embeds},
		{"C16_rows_of_the_log_stand", rowsStand},
		{"C61_what_is_struck_out_is_nowhere_and_the_chain_holds", strikingOut},
		{"C61_what_may_not_be_struck_out_stands", strikesRefused},
		{"C61_a_snapshot_from_before_is_not_saved_after", lateSnapshot},
		{"C61_a_picture_goes_with_the_last_that_names_it", struckPictures},
		{"C61_emptied_rows_are_not_taken_for_struck_ones", emptiedRows},
		{"a_folded_past_is_nowhere_and_the_chain_and_P3_hold", foldingThePast},
		{"a_fold_of_anything_but_the_log_of_now_does_nothing", foldsRefused},
		{"a_board_is_folded_once_by_however_many", foldsAtOnce},
		{"what_is_older_than_its_owner_has_it_kept_is_due", dueFolds},
		{"P8_the_owner_alone_says_how_long_the_past_is_kept", keepByRight},
		{"C14_a_damaged_base_is_told", damagedBase},
		{"C61_a_strike_after_a_fold_takes_nothing_of_the_base", struckAfterAFold},
		{"C14_a_board_out_of_use_answers_so_and_is_untouched", outOfUse},
		{"boards_are_listed_with_their_titles", listing},
		{"heads_are_of_the_boards_that_exist", heads},
		{"the_log_is_read_in_bounded_parts", boundedLog},
		{"unlucky_bytes_come_back_as_they_were", unluckyBytes},
		{"assets_come_back_as_they_were_on_their_board_alone", assetsComeBack},
		{"assets_are_kept_once_however_often_and_at_once_they_come", assetsOnce},
		{"P8_assets_are_kept_by_right_alone", assetsByRight},
		{"assets_keep_to_the_room_of_their_board", assetsQuota},
		{"assets_that_broke_off_are_never_seen", assetsBrokenOff},
		{"P8_a_board_in_the_trash_is_closed_to_everybody_until_it_is_taken_back", trashing},
		{"a_board_that_is_deleted_is_in_no_table_and_the_others_are_whole", erasing},
		{"a_board_goes_when_its_time_in_the_trash_is_over_and_not_before", erasedInTime},
		{"a_copy_begins_as_the_board_is_and_owes_it_nothing", copying},
		{"a_copy_that_broke_off_is_seen_by_nobody_and_goes", brokenCopy},
		{"stars_are_ones_own_and_go_with_the_right", starring},
		{"C61_small_pictures_are_of_the_newest_and_of_nothing_struck_out", thumbnails},
		{"users_sessions_and_keys", peopleAndKeys},
		{"sessions_that_have_run_out_are_forgotten_and_nothing_else", purging},
		{"preferences_are_ones_own_and_written_over_what_was_read", preferences},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p := place(t)
			d := &desk{T: t, place: p, ctx: context.Background(), at: &atomic.Int64{}}
			d.at.Store(start)
			d.Store = d.open()
			test.run(d)
		})
	}
}
