package rooms_test

import (
	"testing"
	"testing/synctest"
	"time"

	"drawingroom/rooms/board"
	"drawingroom/rooms/roomtest"
	"drawingroom/rooms/wire"
)

// storeNews is what a person was told of the store on this connection, in order.
func storeNews(p *roomtest.Person) (news []bool) {
	for _, m := range p.Heard {
		if s, is := m.(wire.StoreNews); is {
			news = append(news, s.Away)
		}
	}
	return news
}

func storeNewsAre(t *testing.T, p *roomtest.Person, want ...bool) {
	t.Helper()
	got := storeNews(p)
	if len(got) != len(want) {
		t.Errorf("%s was told %v of the store, want %v", p.Name, got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("%s was told %v of the store, want %v", p.Name, got, want)
		}
	}
}

// TestC49_people_are_told_that_the_store_is_away: a batch that is not answered, and one that is tried in vain, is told once to all who speak the
// second version, to who comes meanwhile too, and so is that it is over. Nobody is disconnected, and nothing is answered before it is stored.
func TestC49_people_are_told_that_the_store_is_away(t *testing.T) {
	for name, stop := range map[string]func(*roomtest.Store) (resume func()){
		"does not answer": func(s *roomtest.Store) func() { return s.Pause() },
		"answers that it cannot": func(s *roomtest.Store) func() {
			busy := make([]roomtest.Fault, 1000)
			for i := range busy {
				busy[i].Err = board.ErrBusy
			}
			s.FailAppend(busy...)
			return s.Heal
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := roomtest.NewStage(t)
				ann, bob, old := s.As("ann").Joins(), s.As("bob").Joins(), s.As("old")
				old.Speaks = wire.V1
				old.Joins()
				s.Settle()
				resume := stop(s.Store)
				ann.Draws()
				time.Sleep(2 * time.Second)
				s.Read()
				storeNewsAre(t, ann)
				time.Sleep(3 * time.Second)
				s.Read()
				cyd := s.As("cyd").Joins()
				s.Read()
				for _, p := range []*roomtest.Person{ann, bob, cyd} {
					storeNewsAre(t, p, true)
				}
				for range 20 {
					time.Sleep(time.Second)
					s.Read()
				}
				if ann.Waiting() != 1 || len(ann.Answers) > 0 {
					t.Errorf("%d wait, answered %v", ann.Waiting(), ann.Answers)
				}
				resume()
				for range 5 {
					time.Sleep(time.Second)
					s.Read()
				}
				for _, p := range []*roomtest.Person{ann, bob, cyd} {
					storeNewsAre(t, p, true, false)
				}
				storeNewsAre(t, old)
				if ann.Waiting() > 0 {
					t.Error("the change has not gone on by itself")
				}
				for _, p := range []*roomtest.Person{ann, bob, cyd, old} {
					if p.Closed() != nil {
						t.Errorf("%s was disconnected: %v", p.Name, p.Closed())
					}
				}
				s.Agree()
			})
		})
	}
}

// TestC49_a_store_that_cannot_be_read: where nobody draws, the look at the heads tells.
func TestC49_a_store_that_cannot_be_read(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := roomtest.NewStage(t)
		ann := s.As("ann").Joins()
		s.Settle()
		for range 2 {
			s.Store.Fail("Heads", errBroken)
			time.Sleep(6 * time.Second)
			s.Read()
			s.Store.Fail("Heads", nil)
			time.Sleep(3 * time.Second)
			s.Read()
			synctest.Wait()
		}
		storeNewsAre(t, ann, true, false, true, false)
	})
}
