package board

// Theme is the paper that a small picture of a board is on.
type Theme string

// The themes.
const (
	Light Theme = "light"
	Dark  Theme = "dark"
)

// Known says whether there is such a theme.
func (t Theme) Known() bool { return t == Light || t == Dark }

// Thumbnail is a small picture of a board as it was at a seq. It is derived: a page that draws the board makes it, and it may lag behind.
type Thumbnail struct {
	Theme         Theme
	Seq           Seq
	Type          string // its media type
	Width, Height int    // pixels
	Bytes         []byte // as the server encoded them
}
