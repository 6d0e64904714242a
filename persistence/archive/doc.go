// Package archive is the file that a backup is: the rows of a store in the order of persistence.Dump, the same for both databases, so that
// what was kept in SQLite can be restored into PostgreSQL and back.
//
// # The file
//
// It begins with a line that names it. Blocks follow: a length (4 bytes, big-endian) and so many bytes of zstd, each block compressed
// by itself, of about 1 MiB before. A length of 0 ends them, and the SHA-256 of all that came before ends the file: one that was cut, or
// in which a bit has flipped, is refused.
//
// What the blocks hold, one after the other, is the heading (a length and a JSON object, see Heading), then rows: the number of the
// table in the heading, from 1, and its values. A row lies within one block. A 0 in place of a table ends the rows, and their number follows.
// A value is a 0 for NULL, or a 1 and: a number as a signed varint, text and bytes as a length and the bytes, a truth as 0 or 1.
//
// Format is raised when a reader of before could not read it. The heading names the columns, so a backup of an older schema is
// read by a newer program; one of a newer schema is refused.
package archive
