package board

// Judge says whether a change may stand at the door: form, names, types and limits, by kinds.json alone (never by the board's state). nil means yes.
func Judge(c Change) *Refusal { panic("todo") }
