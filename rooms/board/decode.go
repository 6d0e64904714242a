package board

// DecodeOps reads the array of ops of a change, as it stands on the wire and in the log (W13). raw must have passed strict.Check.
// It looks at shape only: form, unknown_op and too_many_ops are its codes; whether names and values may stand is Judge's business (B15).
// The ops it returns are canonical: props sorted by path, numbers and strings written as AppendChange writes them.
func DecodeOps(raw []byte) ([]Op, *Refusal) { panic("todo") }

// IsElementID says whether s may name an element, a step or a gesture: 8 to 32 characters of [A-Za-z0-9_-], the first a letter or digit.
func IsElementID(s string) bool { panic("todo") }
