package board

// ID names a board: 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit. It is not a secret.
type ID string

// ElementID names an element within its board: 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit.
type ElementID string

// UserID names a user over all boards.
type UserID string

// Seq is a change's place in the board's one total order: 1, 2, 3, … with no gap. 0 is the empty board.
type Seq int64

// Author is a small number per (board, user), from 1: who did it, in the log, on the wire and in the board. 0 is the server itself.
type Author int64

// Client is a small number per board, from 1: one page load of one user. 0 is the server itself.
type Client int64

// Settings is the id of the element of kind "board" that holds a board's title, paper, grid and named moments. It is put by the first change of every board.
const Settings ElementID = "board-settings"

// MaxDepth bounds the walk from a new parent to the root (B9).
const MaxDepth = 100
