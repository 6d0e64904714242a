import { Search } from 'lucide-react'
import { say } from '../words/say'
import type { Filter, Order } from './boards-found'
import { type Choices, Segments } from './segments'

const filters: Choices<Filter> = [
  { value: 'all', name: 'All boards' },
  { value: 'mine', name: 'Mine' },
  { value: 'shared', name: 'Shared with me' },
  { value: 'starred', name: 'Starred' },
]
const withTrash: Choices<Filter> = [...filters, { value: 'trash', name: 'Trash' }]

const orders: readonly { readonly value: Order; readonly name: string }[] = [
  { value: 'changed', name: 'Last changed' },
  { value: 'name', name: 'Name' },
  { value: 'made', name: 'Newest' },
]

type Props = {
  readonly filter: Filter
  readonly setFilter: (filter: Filter) => void
  readonly words: string
  readonly setWords: (words: string) => void
  readonly order: Order
  readonly setOrder: (order: Order) => void
  /** Whether there is anything in the trash. */
  readonly trash: boolean
}

/** What is looked for among one's boards, and in which order they stand. */
export function ShelfTools({ filter, setFilter, words, setWords, order, setOrder, trash }: Props) {
  return (
    <div className="shelf-tools">
      <Segments
        labelledBy="shelf"
        className="shelf-filters"
        value={filter}
        choices={trash ? withTrash : filters}
        onChoose={setFilter}
      />
      <span className="shelf-search">
        <Search aria-hidden="true" />
        <input
          type="search"
          className="field"
          dir={words === '' ? undefined : 'auto'}
          aria-label={say('Search your boards')}
          placeholder={say('Search your boards')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </span>
      <select
        className="field shelf-order"
        aria-label={say('Order of the boards')}
        value={order}
        onChange={(event) => setOrder(event.target.value as Order)}
      >
        {orders.map(({ value, name }) => (
          <option key={value} value={value}>
            {say(name)}
          </option>
        ))}
      </select>
    </div>
  )
}
