import { changesOf, worksOf } from '../history/works'
import type { SideProps } from './history-sides'
import { PeopleWorks, useNowAndThen } from './people-works'

/** Everyone who took part until the moment that is shown, and their work. */
export default function HistoryPeople({ history }: SideProps) {
  const { player, people, editor } = history
  const { changes } = player.moment
  const read = useNowAndThen(changes, () => ({
    works: worksOf(editor.client.view),
    changes: changesOf(player.film.between(player.film.first, changes)),
  }))
  return <PeopleWorks editor={editor} people={people} {...read} />
}
