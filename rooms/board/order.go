package board

// Parent returns the element's parent as it reads: "" for none, absent or removed ones.
func (b *Board) Parent(id ElementID) ElementID { panic("todo") }

// PaintOrder returns the ids of all elements in the order in which they are painted (B10). It is iterative: trees may be deep.
func (b *Board) PaintOrder() []ElementID { panic("todo") }
