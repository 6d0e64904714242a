package persistence

import (
	"context"
	"fmt"
)

// Dump gives every row of what is kept, as it stood at one moment, while others go on writing: the people, then board by board.
// It holds one row in memory at a time. Tables that without returns true for are left out.
func (s *Store) Dump(ctx context.Context, without func(*Table) bool, each func(Row) error) error {
	return s.db.frozen(ctx, func(v view) error {
		for _, t := range people {
			if err := dumpTable(v, t, nil, each); err != nil {
				return err
			}
		}
		nums, err := boardNums(v)
		if err != nil {
			return err
		}
		for _, num := range nums {
			if err := dumpBoard(v, num, without, each); err != nil {
				return err
			}
		}
		return nil
	})
}

// boardNums are read before what is of the boards: a connection gives one result at a time.
func boardNums(v view) (nums []int64, err error) {
	err = v.query("SELECT num FROM boards WHERE "+stays+" ORDER BY num", nil, func(scan scan) (bool, error) {
		var num int64
		err := scan(&num)
		nums = append(nums, num)
		return true, err
	})
	return nums, err
}

func dumpBoard(v view, num int64, without func(*Table) bool, each func(Row) error) error {
	one := *boards
	one.where = "num = $1"
	err := v.query(one.selects(), []any{num}, rowsOf(boards, each))
	for _, t := range parts {
		if err == nil && !without(t) {
			err = dumpTable(v, t, []any{num}, each)
		}
	}
	return err
}

func dumpTable(v view, t *Table, args []any, each func(Row) error) error {
	return v.query(t.selects(), args, rowsOf(t, each))
}

// rowsOf gives each row in the forms of its columns.
func rowsOf(t *Table, each func(Row) error) func(scan) (bool, error) {
	values, into := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range values {
		into[i] = &values[i]
	}
	return func(scan scan) (bool, error) {
		clear(values)
		if err := scan(into...); err != nil {
			return false, err
		}
		for i, value := range values {
			var err error
			if values[i], err = t.Forms[i].fits(value); err != nil {
				return false, fmt.Errorf("%s.%s: %w", t.Name, t.Columns[i], err)
			}
		}
		return true, each(Row{t, values})
	}
}
