package board

// Embedding is how a board may be shown elsewhere, by its owner's word. The zero value: nowhere.
type Embedding struct {
	// Origins are those whose pages may frame the board, as browsers write them: "https://example.org", "http://localhost:8081".
	Origins []string
	// Unfurl lets the board's title and picture be shown to everybody, where its address is posted.
	Unfurl bool

	// What follows is the board's, as it is now; it is only read. Head is its last row, Replay the least role that may see its past, and Picture its small
	// picture on light paper, without the bytes (Seq 0: there is none).
	Title   string
	Head    Seq
	Replay  Role
	Picture Thumbnail
}

// Shown says whether the picture may be shown to everybody: it shows the board as it is, or all who look may see the past.
func (e Embedding) Shown() bool {
	return e.Unfurl && e.Picture.Seq > 0 && (e.Picture.Seq >= e.Head || e.Replay == RoleViewer)
}
