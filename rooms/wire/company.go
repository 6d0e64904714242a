package wire

import "drawingroom/rooms/board/strict"

// What people tell each other beside what their hands do (W14): how far away they are, words at the cursor, signs; and the call to come (W18, W32).

const (
	MaxChat = 280 // UTF-16 units
	maxWord = 20
)

// Signs are the reactions there are (W14).
var Signs = []string{"yes", "heart", "laugh", "wow", "party", "hand", "idea", "question"}

// company reads the keys of a presence that are not about the hand.
func (f *fields) company(p *Presence) {
	if raw := f.raw("state"); raw != nil {
		p.State = optionalOf(f, raw, func(raw []byte) State { return State(f.word(raw)) })
	}
	if raw := f.raw("chat"); raw != nil {
		p.Chat = optionalOf(f, raw, f.chat)
	}
	if raw := f.raw("reaction"); raw != nil {
		r := f.reaction(raw)
		p.Reaction = &r
	}
}

// word reads a name that there may be more of one day: 1 to 20 of [a-z-].
func (f *fields) word(raw []byte) string {
	s, ok := strict.String(raw)
	if !ok || !isWord(s) {
		f.fail("a word is none")
	}
	return s
}

func isWord(s string) bool {
	if len(s) < 1 || len(s) > maxWord {
		return false
	}
	for _, c := range []byte(s) {
		if c != '-' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

func (f *fields) chat(raw []byte) string {
	s, ok := strict.String(raw)
	if !ok || !within(s, 1, MaxChat) {
		f.fail("what is said is too long, or nothing")
	}
	return s
}

// reaction reads a sign, x and y.
func (f *fields) reaction(raw []byte) (r Reaction) {
	i := 0
	f.list(raw, 3, func(item []byte) {
		if i == 0 {
			r.Sign = f.word(item)
		} else if n, ok := strict.Int(item); ok {
			r.At[i-1] = n
		} else {
			f.fail("a coordinate is not a whole number")
		}
		i++
	})
	if i != 3 {
		f.fail("a reaction lacks something")
	}
	return r
}

// place reads a view that has a size.
func (f *fields) place() [4]int64 {
	v := f.view(f.raw("view"))
	if v[2] < 1 || v[3] < 1 {
		f.fail("the view has no size")
	}
	return v
}

// appendCompany appends what company reads.
func (m *Presence) appendCompany(dst []byte) []byte {
	if m.State.Set {
		dst = append(dst, `,"state":`...)
		dst = appendWord(dst, (*string)(m.State.Value))
	}
	if m.Chat.Set {
		dst = append(dst, `,"chat":`...)
		dst = appendWord(dst, m.Chat.Value)
	}
	if m.Reaction != nil {
		dst = append(append(dst, `,"reaction":["`...), m.Reaction.Sign...)
		dst = appendNumber(dst, `",`, m.Reaction.At[0])
		dst = append(appendNumber(dst, `,`, m.Reaction.At[1]), ']')
	}
	return dst
}

func appendWord(dst []byte, s *string) []byte {
	if s == nil {
		return append(dst, "null"...)
	}
	return strict.AppendString(dst, *s)
}

func (m Call) appendTo(dst []byte) []byte {
	return appendPlace(append(dst, `{"t":"call"`...), &m.View)
}

// appendPlace ends a message with a view.
func appendPlace(dst []byte, view *[4]int64) []byte {
	dst = append(dst, `,"view":`...)
	return append(appendNumbers(dst, view[:]), '}')
}

func (m Called) appendTo(dst []byte) []byte {
	dst = appendText(dst, `{"t":"call","session":`, string(m.Session))
	return appendPlace(dst, &m.View)
}
