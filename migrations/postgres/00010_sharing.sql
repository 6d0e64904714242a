-- +goose Up

-- What a link is called, when it runs out (ms since 1970; 0: never), and what its password is hashed to ('': it asks for none). id names it to those
-- who decide about it, and opens nothing.
ALTER TABLE links ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE links ADD COLUMN expires BIGINT NOT NULL DEFAULT 0;
ALTER TABLE links ADD COLUMN password TEXT NOT NULL DEFAULT '';
UPDATE links SET id = 'l' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16);
CREATE UNIQUE INDEX links_id ON links (board, id);

-- Rows of members with link -1 are the owner's word on a person, which goes before what their links give: 0 keeps them out, whatever link they have.
-- A board has one owner.
CREATE UNIQUE INDEX members_owner ON members (board) WHERE role = 30;
CREATE INDEX members_link ON members (link) WHERE link > 0;
