package boardtest

import (
	"fmt"
	"strings"
)

func always(text string) func() string { return func() string { return text } }

// oddValues fit hardly any property; some are no values at all, some cannot be read.
var oddValues = []func() string{
	always("null"), always("true"), always("0.5"), always("1e400"), always("-1e400"), always("1e-400"), always("9007199254740991"), always("9007199254740992"),
	always("9007199254740993"), always("-9007199254740991"), always("123456789012345678901234567890"), always("1.00000000000000000001"), always("0.1e1"), always("1e21"),
	always("{}"), always(`{"x":1}`), always("[]"), always("[[]]"), always("[[[1]]]"), always("[[[[1]]]]"), always("[[[[[[[[[[[1]]]]]]]]]]]"), always("[null]"), always("[1,null]"),
	always("[1]"), always("[1,2,3]"), always("[1.0,-0]"), always("[1.5,2]"), always(`["a",1]`), always("[1000000001,0]"), always("[1000000000,-1000000000]"),
	always(`""`), always(`"x"`), always(`"element-3"`), always(`"__proto__"`), always(`"\ud800"`), always(`"\udc00x"`), always(`"a\u0000b"`), always(`"\u0007"`), always("\"\u007f\""),
	always(`"\uD83D\uDE00"`), always(`"\u001f"`), always(`"#12345"`), always(`"#1234567G"`), always(`"#ABCDEF00"`), always(`"javascript:alert(1)"`), always(`"https://"`), always(`"https:///x"`),
	always(`"https://a b"`), always(`"data:text/html,x"`), always(`"ma\u0130lto:x"`), always(`"mailto:"`), always(`"//x"`), always(`"https://x\\y"`), always(`"Rectangle"`), always(`"sphere"`),
	always(`"board"`), always("-1"), always("101"), always("1000000001"), always("01"), always("+1"), always(".5"), always("NaN"), always("'x'"), always("[1,]"), always("[1 2]"),
	always(`"` + strings.Repeat("y", 201) + `"`), always(`"` + strings.Repeat("\U0001f469", 101) + `"`), always(`"` + strings.Repeat("e\u0301", 513) + `"`),
	always(`"` + strings.Repeat("z", 65) + `"`), always(`["a0","` + strings.Repeat("\u00e9", 10001) + `",""]`), always(`["a0","` + strings.Repeat("\u00e9", 10000) + `",""]`),
	always(`["","x",""]`), always(`["a0","x","B"]`), always(`["a0","x","abcdefghi"]`), always(`["a0",[0,0],1]`), always(`["a0",[0],true]`),
	always("[1,2,101,0]"), always("[1,2,50,600001]"), always("[1,2,50]"), always("[" + strings.Repeat("0,0,0,0,", 2000) + "0,0,0,0]"),
}

// badOp is an op that is not put together as it must be.
func (s *Source) badOp() string {
	id := s.id()
	return pick(s, []string{
		`{"op":"swap","id":"` + id + `"}`, `{"op":"PUT","id":"` + id + `","props":{}}`, `{"id":"` + id + `","props":{}}`, `{"op":null,"id":"` + id + `"}`,
		`{"op":"","id":"` + id + `"}`, `{"op":5,"id":"` + id + `"}`, `{"op":"constructor","id":"` + id + `"}`, `{"op":"set","id":"` + id + `"}`,
		`{"op":"set","id":"` + id + `","props":{}}`, `{"op":"set","id":"` + id + `","props":null}`, `{"op":"set","id":"` + id + `","props":[]}`,
		`{"op":"remove","id":"` + id + `","props":{}}`, `{"op":"put","id":"` + id + `","own":true,"props":{"kind":"text"}}`, `{"op":"remove","id":"` + id + `","own":false}`,
		`{"op":"remove","id":"` + id + `","own":1}`, `{"op":"remove","id":"` + id + `","own":null}`, `{"op":"remove","Id":"` + id + `"}`, `{"op":"remove","id":"` + id + `","ID":1}`,
		`{"op":"remove","id":"` + id + `","extra":1}`, `{"op":"remove","id":"` + id + `","5":1}`, `{"op":"remove","id":"` + id + `","__proto__":1}`, `{"op":"remove","id":"short"}`,
		`{"op":"remove","id":"` + strings.Repeat("a", 33) + `"}`, `{"op":"remove","id":"-leading"}`, `{"op":"remove","id":"has space"}`, `{"op":"remove","id":"\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9"}`,
		`{"op":"remove","id":5}`, `{"op":"remove"}`, `{"op":"remove","id":"` + id + `","id":"` + id + `"}`, `{"op":"swap","op":"remove","id":"` + id + `"}`, `[]`, `null`, `"remove"`, `7`,
		`{"op":"remove","id":"board-settings"}`, `{"op":"put","id":"` + id + `","props":{"kind":"board"}}`, `{"op":"set","id":"board-settings","props":{"kind":"text"}}`,
		`{"op":"set","id":"` + id + `","props":{"kind":null}}`, `{"op":"put","id":"` + id + `","props":{"kind":null}}`, `{"op":"put","id":"` + id + `","props":{}}`,
		`{"op":"re\u006dove","id":"` + id + `"}`, ` { "op" : "remove" , "id" : "` + id + `" , "own" : true } `, `{"id":"` + id + `","own":true,"op":"remove"}`,
		`{"op":"set","id":"` + id + `","props":{"text/p1":["a0","x",""],"te\u0078t/p1":["a0","y",""]}}`,
	})
}

// badChange is a change whose text or size is not as it must be.
func (s *Source) badChange() string {
	good := s.op()
	switch s.rand.IntN(200) {
	case 0:
		return changeText("", many(`{"op":"remove","id":"element-none"}`, 1001))
	case 1:
		return changeText("", many(`{"op":"remove","id":"element-none"}`, 1000))
	case 2, 3:
		return large(s.rand.IntN(3) - 1)
	}
	return pick(s, []string{
		`{"ops":[]}`, `{"ops":{}}`, `{"ops":null}`, `{}`, `[]`, `null`, ``, `{"ops":[` + good + `]`, `{"ops":[` + good + `]}x`, `{"ops":[` + good + `]} ` + "\n",
		`{"ops":[` + good + `,]}`, `{"ops":[` + good + `],"ops":[` + good + `]}`, `{"ops":[` + good + `],"extra":1}`, `{"Ops":[` + good + `]}`, `{"step":null,"ops":[` + good + `]}`,
		`{"step":"","ops":[` + good + `]}`, `{"step":"short","ops":[` + good + `]}`, `{"step":5,"ops":[` + good + `]}`, `{"ops":[` + good + `],"step":"step-0001"}`,
		"\ufeff" + `{"ops":[` + good + `]}`, strings.Repeat("[", 5000), `{"ops":[` + s.badOp() + `]}`, `{"ops":[` + good + `,` + s.badOp() + `,` + s.badOp() + `]}`,
	})
}

func many(op string, n int) []string {
	ops := make([]string, n)
	for i := range ops {
		ops[i] = op
	}
	return ops
}

// large is a change whose canonical encoding is just as long as it may be, or so many bytes longer.
func large(by int) string {
	const most = 256 << 10
	var ops []string
	left := most + by - len(`{"ops":[]}`)
	for left > 0 {
		op := fmt.Sprintf(`{"op":"set","id":"element-%04d","props":{"alt":""}}`, len(ops))
		room := min(left-len(op)-1, 10000)
		if rest := left - len(op) - 1 - room; rest > 0 && rest < 200 {
			room -= 200
		}
		if left-len(op)-1-room == 0 {
			room++ // the last op has no comma after it
		}
		room = max(room, 0)
		ops = append(ops, strings.Replace(op, `""`, `"`+strings.Repeat("m", room)+`"`, 1))
		left -= len(op) + room + 1
	}
	return changeText("", ops)
}
