package rooms

import (
	"sync"
	"sync/atomic"
)

// tallies counts by name. Anyone may add. The names are those of a table of the program's, never what a client says: they stay few.
type tallies struct{ names sync.Map }

func (t *tallies) add(name string) {
	count, found := t.names.Load(name)
	if !found {
		count, _ = t.names.LoadOrStore(name, new(atomic.Int64))
	}
	count.(*atomic.Int64).Add(1)
}

func (t *tallies) read() map[string]int64 {
	read := map[string]int64{}
	t.names.Range(func(name, count any) bool {
		read[name.(string)] = count.(*atomic.Int64).Load()
		return true
	})
	return read
}
