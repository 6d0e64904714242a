package persistence

import (
	"fmt"
	"strings"

	"drawingroom/rooms/board"
)

// Form is what the values of a column are.
type Form byte

// The forms. A value of any may be nil where the column allows NULL.
const (
	Number Form = 'n' // int64
	Text   Form = 't' // string
	Bytes  Form = 'b' // []byte
	Truth  Form = 'y' // bool
)

// Table is a table as Dump gives it and Fill takes it. Its values are in the order of the columns.
type Table struct {
	Name    string
	Columns []string
	Forms   []Form
	// Derived says that the table can be made from the others again: backups go without it.
	Derived bool

	where, order string
	// absent are the values of columns that were added after the first version that made backups, for those made before.
	absent map[string]any
	// numbered says that PostgreSQL numbers the rows by itself.
	numbered bool
}

// Row is a row of a table. Its values are good until the next one is given.
type Row struct {
	Table  *Table
	Values []any
}

// Number returns an integer of the row; 0 if it is NULL or there is no such column.
func (r Row) Number(column string) int64 { n, _ := r.value(column).(int64); return n }

// Text returns a string of the row, as Number.
func (r Row) Text(column string) string { s, _ := r.value(column).(string); return s }

// Bytes returns the bytes of the row, as Number.
func (r Row) Bytes(column string) []byte { b, _ := r.value(column).([]byte); return b }

// Set puts another value into a row.
func (r Row) Set(column string, value any) {
	for i, name := range r.Table.Columns {
		if name == column {
			r.Values[i] = value
		}
	}
}

func (r Row) value(column string) any {
	for i, name := range r.Table.Columns {
		if name == column {
			return r.Values[i]
		}
	}
	return nil
}

const (
	ofBoard = "board = $1"
	// A board that is being deleted, or not yet copied, is whole no more, or not yet.
	stays = "erasing = 0"
	// A board's assets that are whole; what broke off is nobody's.
	ofAsset = "asset IN (SELECT num FROM assets WHERE board = $1 AND whole)"
)

// people are the tables that are of no board; parts those of each board, in the order that Dump gives them. The log comes last, so
// that whoever folds it knows all else. Every table and column of the schema is in one of the two or in Left, by test.
var (
	people = []*Table{
		table("users", "id:t name:t colour:t guest:y admin:y", "", "id").since("admin", false),
		table("sessions", "cookie:b user_id:t expires:n", "", "cookie"),
		table("preferences", "user_id:t version:n value:b", "", "user_id"),
	}
	boards = table("boards", "num:n id:t title:t owner:t created:n epoch:t seq:n hash:b time:n acl:n authors:n clients:n quarantined:n replay:n trashed:n erasing:n", stays, "num").counted().
		since("replay", rank(board.RoleEditor)).since("trashed", int64(0)).since("erasing", int64(0))
	parts = []*Table{
		table("authors", "board:n number:n user_id:t name:t colour:t wish:t", ofBoard, "number"),
		table("clients", "board:n number:n secret:b user_id:t last_n:n last_seq:n last_digest:b", ofBoard, "number"),
		table("links", "num:n board:n secret:b role:n made_by:t created:n id:t name:t expires:n password:t", ofBoard, "num").counted().
			since("id", func() any { return drawLinkID() }).since("name", "").since("expires", int64(0)).since("password", ""),
		table("members", "board:n user_id:t link:n role:n since:n", ofBoard, "user_id, link"),
		table("host_words", "board:n user_id:t said:n role:n", ofBoard, "user_id"),
		table("stars", "board:n user_id:t", ofBoard, "user_id"),
		table("thumbnails", "board:n theme:t seq:n type:t width:n height:n bytes:b", ofBoard, "theme").derived(),
		table("assets", "num:n board:n hash:b type:t width:n height:n size:n user_id:t begun:n whole:y", ofBoard+" AND whole", "num").counted(),
		table("asset_parts", "asset:n part:n bytes:b", ofAsset, "asset, part"),
		table("folds", "board:n keep:n seq:n fold:n state:b checksum:b emptied:n stage:n", ofBoard, "board"),
		table("embeds", "board:n origins:t unfurl:y", ofBoard, "board"),
		table("snapshots", "board:n seq:n fold:n epoch:t hash:b state:b checksum:b body:b keyframe:y", ofBoard, "seq, fold, epoch").derived(),
		table("strikes", "board:n seq:n mark:n sealed:b unswept:n", ofBoard, "seq"),
		table("bases", "board:n seq:n part:n bytes:b", ofBoard+" AND seq = (SELECT seq FROM folds WHERE board = $1)", "part"),
		table("seals", "board:n first:n bytes:b", ofBoard, "first"),
		table("changes", "board:n seq:n author:n client:n n:n time:n version:n salt:b digest:b hash:b payload:b", ofBoard, "seq"),
	}
	// Left is what no backup holds. The signing key: with it, whoever reads a backup could be anybody; a new one is made at the next
	// start, and costs everyone a new token. What makes an admin runs out within minutes. goose keeps the schema's version.
	Left = []string{"keys", "admin_links", "goose_db_version"}
)

func table(name, columns, where, order string) *Table {
	t := &Table{Name: name, where: where, order: order}
	for column := range strings.FieldsSeq(columns) {
		name, form, _ := strings.Cut(column, ":")
		t.Columns, t.Forms = append(t.Columns, name), append(t.Forms, Form(form[0]))
	}
	return t
}

// MayLack says whether backups of older versions may be without a column.
func (t *Table) MayLack(column string) bool { _, known := t.absent[column]; return known }

// Absent is the value of a column in a row of a backup that is without it.
func (t *Table) Absent(column string) any {
	if drawn, is := t.absent[column].(func() any); is {
		return drawn()
	}
	return t.absent[column]
}

// since says what a column is in the rows of backups made before there was such a column; a func() any draws it for each.
func (t *Table) since(column string, value any) *Table {
	if t.absent == nil {
		t.absent = map[string]any{}
	}
	t.absent[column] = value
	return t
}

func (t *Table) counted() *Table { t.numbered = true; return t }
func (t *Table) derived() *Table { t.Derived = true; return t }

// Tables are all that Dump gives, in its order; those after boards come again for each board.
func Tables() []*Table { return append(append(append([]*Table{}, people...), boards), parts...) }

// selects is the query for the rows: of the board whose num is $1, if the table is one of a board's.
func (t *Table) selects() string {
	query := "SELECT " + strings.Join(t.Columns, ", ") + " FROM " + t.Name
	if t.where != "" {
		query += " WHERE " + t.where
	}
	return query + " ORDER BY " + t.order
}

// fits brings a value into the column's form, as the two databases differ in what they give.
func (f Form) fits(value any) (any, error) {
	switch v := value.(type) {
	case nil:
		return nil, nil
	case bool:
		if f == Truth {
			return v, nil
		}
	case int64:
		if f == Truth {
			return v != 0, nil
		}
		if f == Number {
			return v, nil
		}
	case string:
		if f == Text {
			return v, nil
		}
	case []byte:
		if f == Bytes && v == nil {
			return []byte{}, nil // no bytes are not NULL
		}
		if f == Bytes {
			return v[:len(v):len(v)], nil
		}
	}
	return nil, fmt.Errorf("%T stands where %c belongs", value, f)
}
