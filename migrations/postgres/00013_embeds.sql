-- +goose Up

-- How a board may be shown elsewhere: the origins (as browsers write them, divided by spaces) whose pages may frame it, and whether its title and
-- picture may be shown where its address is posted. A board without a row: nowhere, and no.
CREATE TABLE embeds (
  board   BIGINT  NOT NULL PRIMARY KEY REFERENCES boards (num),
  origins TEXT    NOT NULL,
  unfurl  BOOLEAN NOT NULL
);
