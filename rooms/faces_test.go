package rooms_test

import (
	"fmt"
	"testing"
	"time"

	"drawingroom/rooms"
	"drawingroom/rooms/board"
	"drawingroom/rooms/relay"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// colour is what others see a person in.
func colour(seen, of *roomtest.Person) string { return seen.Members[of.Welcome.Session].Colour }

// TestColoursDiffer: whoever comes while their colour is worn gets another, as far as the palette reaches; who comes again when it is free has it back.
func TestColoursDiffer(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t, rooms.Config{Relay: &relay.InProcess{}})
		var people []*roomtest.Person
		for i := range board.PersonColours { // the store has seven colours to begin with: the last wishes for that of the first
			people = append(people, s.As(fmt.Sprint("person-", i)).Joins())
		}
		s.Settle()
		first, last := people[0], people[len(people)-1]
		worn := map[string]string{}
		for _, p := range people {
			its := colour(first, p)
			if other := worn[its]; other != "" {
				t.Errorf("%s and %s are both %s", other, p.Name, its)
			}
			worn[its] = p.Name
		}
		one, more := colour(last, first), s.As("one-more").Joins()
		s.Settle()
		if its := colour(first, more); its == "" || colour(more, first) != one {
			t.Errorf("one more than there are colours: %q, and the first is %s instead of %s", its, colour(more, first), one)
		}
		last.Leaves()
		first.Leaves()
		s.Settle()
		last.Joins()
		first.Joins()
		s.Settle()
		if colour(more, last) != one || colour(more, first) == one || colour(more, first) == "" {
			t.Errorf("%s was free: the last has %s, the first %s", one, colour(more, last), colour(more, first))
		}
	})
}

// TestRenameReachesOpenRooms: at once, on other nodes too, without a word about their hand, which stays where it is.
func TestRenameReachesOpenRooms(t *testing.T) {
	bubble(t, func(t *testing.T) {
		way := &relay.InProcess{}
		s := roomtest.NewStage(t, rooms.Config{Relay: way}, rooms.Config{Relay: way})
		ann, bob, far := s.As("ann").Joins(0), s.As("bob").Joins(0), s.As("far").Joins(1)
		s.Settle()
		ann.Moves(3, 4)
		s.Settle()
		was, taken := colour(bob, ann), colour(ann, bob)
		for _, step := range []struct {
			name, wish string
			wears      func(string) bool
		}{
			{"Ann B.", "", func(c string) bool { return c == was }},
			{"Ann C.", taken, func(c string) bool { return c != taken && c != "" }},
			{"Ann D.", "yellow", func(c string) bool { return c == "yellow" }},
		} {
			s.Nodes[0].Renamed(ann.User, step.name, step.wish)
			s.Settle()
			for _, p := range []*roomtest.Person{ann, bob, far} {
				face := p.Members[ann.Welcome.Session]
				if face.Name != step.name || !step.wears(face.Colour) || len(p.Members) != 3 {
					t.Errorf("%s sees %+v as %s of %d after a wish for %q", p.Name, face, step.name, len(p.Members), step.wish)
				}
			}
			if far.Cursors[ann.Welcome.Session] != (wire.Point{3, 4}) {
				t.Errorf("her hand is at %v", far.Cursors[ann.Welcome.Session])
			}
		}
		s.Nodes[0].Renamed(ann.User, "Ann E.", "")
		ann.Leaves()
		s.Settle()
		if len(bob.Members) != 2 || len(far.Members) != 2 {
			t.Errorf("renamed and gone: %v, %v", bob.Members, far.Members)
		}
		time.Sleep(time.Second)
	})
}
