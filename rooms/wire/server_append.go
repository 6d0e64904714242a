package wire

import (
	"strconv"

	"drawingroom/rooms/board"
	"drawingroom/rooms/board/strict"
)

func (m Welcome) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"welcome","session":"`...)
	dst = append(dst, m.Session...)
	dst = appendNumber(dst, `","client":`, int64(m.Client))
	dst = appendNumber(dst, `,"n":`, m.N)
	dst = appendNumber(dst, `,"author":`, int64(m.Author))
	dst = appendText(dst, `,"role":`, string(m.Role))
	dst = appendText(dst, `,"epoch":`, m.Head.Epoch)
	dst = appendNumber(dst, `,"head":{"seq":`, int64(m.Head.Seq))
	dst = append(dst, `,"hash":`...)
	dst = AppendHash(dst, m.Head.Hash)
	if s := m.Snapshot; s == nil {
		dst = append(dst, `},"mode":"tail"`...)
	} else {
		dst = appendNumber(dst, `},"mode":"snapshot","snapshot":{"seq":`, int64(s.Seq))
		dst = append(dst, `,"hash":`...)
		dst = AppendHash(dst, s.Hash)
		dst = appendText(dst, `,"url":`, s.URL)
		if s.Forked {
			dst = append(dst, `,"forked":true`...)
		}
		dst = append(dst, '}')
	}
	dst = append(dst, `,"members":`...)
	dst = appendPeople(dst, m.Members)
	dst = appendNumber(dst, `,"limits":{"ops":`, m.Limits.Ops)
	dst = appendNumber(dst, `,"changeBytes":`, m.Limits.ChangeBytes)
	dst = appendNumber(dst, `,"frameBytes":`, m.Limits.FrameBytes)
	dst = appendNumber(dst, `,"elements":`, m.Limits.Elements)
	dst = append(dst, '}')
	if m.Struck > 0 {
		dst = appendNumber(dst, `,"struck":`, int64(m.Struck))
	}
	return append(dst, '}')
}

func (m Adopted) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"adopted","client":"`...)
	dst = append(dst, m.Client...)
	if m.Refused != "" {
		dst = appendText(dst, `","refused":`, m.Refused)
		return append(dst, '}')
	}
	dst = appendNumber(dst, `","as":`, int64(m.As))
	dst = appendNumber(dst, `,"n":`, m.N)
	return append(dst, '}')
}

func (m Changes) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"changes","items":[`...)
	for i, item := range m.Items {
		if i > 0 {
			dst = append(dst, ',')
		}
		header := ItemHeader{item.Seq, item.Author, item.Client, item.N, item.Time}
		dst = AppendItem(dst, header, board.AppendChange(nil, item.Change))
	}
	return appendChangesEnd(dst, m.Hash)
}

// AppendRows appends the whole Changes message of rows that follow each other in a board's log, without decoding them.
func AppendRows(dst []byte, rows []board.Record) []byte {
	dst = append(dst, `{"t":"changes","items":[`...)
	for i := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		r := &rows[i]
		dst = AppendItem(dst, ItemHeader{r.Seq, r.Author, r.Client, r.N, r.Time}, r.Payload)
	}
	return appendChangesEnd(dst, rows[len(rows)-1].Hash)
}

func appendChangesEnd(dst []byte, h board.Hash) []byte {
	dst = append(dst, `],"hash":`...)
	dst = AppendHash(dst, h)
	return append(dst, '}')
}

// AppendItem appends one item of a Changes message from a payload that is canonical already (a log row's), without decoding it.
func AppendItem(dst []byte, r ItemHeader, payload []byte) []byte {
	dst = appendNumber(dst, `{"seq":`, int64(r.Seq))
	dst = appendNumber(dst, `,"author":`, int64(r.Author))
	dst = appendNumber(dst, `,"client":`, int64(r.Client))
	dst = appendNumber(dst, `,"n":`, r.N)
	dst = appendNumber(dst, `,"time":`, r.Time)
	dst = append(dst, ',')
	return append(dst, payload[1:]...)
}

func (m Refused) appendTo(dst []byte) []byte {
	dst = appendNumber(dst, `{"t":"refused","n":`, m.N)
	dst = appendAs(dst, m.As)
	dst = appendText(dst, `,"code":`, m.Code)
	dst = appendText(dst, `,"why":`, m.Why)
	return append(dst, '}')
}

func (m Accepted) appendTo(dst []byte) []byte {
	dst = appendNumber(dst, `{"t":"accepted","n":`, m.N)
	dst = appendAs(dst, m.As)
	dst = appendNumber(dst, `,"seq":`, int64(m.Seq))
	return append(dst, '}')
}

func (m Gap) appendTo(dst []byte) []byte {
	dst = appendNumber(dst, `{"t":"gap","expected":`, m.Expected)
	dst = appendAs(dst, m.As)
	return append(dst, '}')
}

// appendTo leaves out what is empty; a cursor costs about 20 bytes.
func (m PresenceNews) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"presence"`...)
	if len(m.Cursors) > 0 {
		dst = append(dst, `,"cursors":[`...)
		for i := range m.Cursors {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = m.Cursors[i].appendTo(dst)
		}
		dst = append(dst, ']')
	}
	if len(m.Others) > 0 {
		dst = append(dst, `,"others":{`...)
		for i := range m.Others {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = m.Others[i].appendTo(dst)
		}
		dst = append(dst, '}')
	}
	return append(dst, '}')
}

func (c *CursorNews) appendTo(dst []byte) []byte {
	dst = append(dst, `["`...)
	dst = append(dst, c.Session...)
	dst = append(dst, '"')
	if c.At != nil {
		dst = appendNumber(dst, `,`, c.At[0])
		dst = appendNumber(dst, `,`, c.At[1])
	}
	return append(dst, ']')
}

func (o *OtherNews) appendTo(dst []byte) []byte {
	dst = append(dst, '"')
	dst = append(dst, o.Session...)
	dst = append(dst, `":{`...)
	begin := len(dst)
	dst = o.Presence.appendKeys(dst)
	if len(dst) > begin { // the comma before the first key
		dst = append(dst[:begin], dst[begin+1:]...)
	}
	return append(dst, '}')
}

func (m Members) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"members"`...)
	if len(m.Joined) > 0 {
		dst = append(dst, `,"joined":`...)
		dst = appendPeople(dst, m.Joined)
	}
	if len(m.Left) > 0 {
		dst = append(dst, `,"left":[`...)
		for i, s := range m.Left {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = strict.AppendString(dst, string(s))
		}
		dst = append(dst, ']')
	}
	return append(dst, '}')
}

func appendPeople(dst []byte, members []Member) []byte {
	dst = append(dst, '[')
	for i, m := range members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendText(dst, `{"session":`, string(m.Session))
		dst = appendNumber(dst, `,"author":`, int64(m.Author))
		dst = appendText(dst, `,"name":`, m.Name)
		dst = appendText(dst, `,"colour":`, m.Colour)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

func (m Resync) appendTo(dst []byte) []byte {
	dst = appendText(dst, `{"t":"resync","why":`, m.Why)
	return append(dst, '}')
}

func (m Renew) appendTo(dst []byte) []byte {
	dst = appendNumber(dst, `{"t":"renew","in":`, m.In)
	return append(dst, '}')
}

func (m RoleChanged) appendTo(dst []byte) []byte {
	dst = appendText(dst, `{"t":"role","role":`, string(m.Role))
	return append(dst, '}')
}

func (m StoreNews) appendTo(dst []byte) []byte {
	dst = append(dst, `{"t":"store","away":`...)
	return append(strconv.AppendBool(dst, m.Away), '}')
}

// appendText appends a key (with its punctuation) and a string.
func appendText(dst []byte, key, s string) []byte {
	dst = append(dst, key...)
	return strict.AppendString(dst, s)
}
