import { settingsID } from '../../board/names'
import { number, string } from '../../elements/props'
import type { Command, Editor } from '../types'

/** The papers of kinds.json, and what each is called. */
export const papers = [
  { paper: 'plain', title: 'Plain paper', words: 'blank empty background' },
  { paper: 'dots', title: 'Dotted paper', words: 'background grid' },
  { paper: 'grid', title: 'Squared paper', words: 'background grid squares chequered' },
  { paper: 'lines', title: 'Lined paper', words: 'background ruled' },
] as const

/** Distances of the grid that are offered, in hundredths of a unit. */
export const gridSteps = [
  { grid: 1000, title: 'Fine grid' },
  { grid: 2000, title: 'Usual grid' },
  { grid: 4000, title: 'Wide grid' },
] as const

/** Changes the board's own settings: a step like any other, seen by all. */
function settle(editor: Editor, property: 'paper' | 'grid', value: string | number): void {
  editor.commit([{ op: 'set', id: settingsID, props: new Map([[property, value]]) }], editor.newID())
}

/** The board's paper and grid as they are. */
function now(editor: Editor): { paper: string; grid: number } {
  const props = editor.client.view.element(settingsID)?.props ?? new Map([['kind', 'board']])
  return { paper: string(props, 'paper'), grid: number(props, 'grid') }
}

const mayWrite = (editor: Editor) => !editor.state.readOnly

/** What the board is drawn on. */
export const paperCommands: readonly Command[] = [
  ...papers.map(({ paper, title, words }) => ({
    id: `paper-${paper}`,
    title,
    keys: [],
    words,
    on: (editor: Editor) => now(editor).paper === paper,
    enabled: mayWrite,
    run: (editor: Editor) => settle(editor, 'paper', paper),
  })),
  ...gridSteps.map(({ grid, title }) => ({
    id: `grid-${grid / 100}`,
    title,
    keys: [],
    words: 'paper step distance dots squares lines',
    on: (editor: Editor) => now(editor).grid === grid,
    enabled: mayWrite,
    run: (editor: Editor) => settle(editor, 'grid', grid),
  })),
]
