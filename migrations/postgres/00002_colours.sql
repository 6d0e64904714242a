-- +goose Up

-- A person's colour on a board differs from the others' as far as the palette reaches. wish is what they asked for when
-- they last entered: whoever asks for another one has it.
ALTER TABLE authors ADD COLUMN wish TEXT NOT NULL DEFAULT '';
UPDATE authors SET wish = colour;
