/**
 * A line of a menu: a command by its id, a line between ('-'), a menu within, or several commands that stand side by side where fingers
 * press, for room is short there. One with a '?' before it stands there only while it can be done.
 */
export type MenuLine =
  | string
  | { readonly title: string; readonly lines: readonly MenuLine[] }
  | { readonly row: readonly string[] }

/** What is done most with what lies on a clipboard. */
const carrying: MenuLine = { row: ['cut', 'copy', 'paste', 'duplicate'] }

const copyAs: MenuLine = {
  title: 'Copy as',
  lines: ['copy-png', 'copy-svg', 'copy-selection-link', '-', 'copy-style', 'paste-style', '-', 'paste-in-place'],
}
const layer: MenuLine = {
  title: 'Layer',
  lines: ['layer-carry-up', 'layer-carry-down', '-', 'layer-add', 'panel-layers'],
}
const order: MenuLine = { title: 'Order', lines: ['order-front', 'order-forward', 'order-backward', 'order-back'] }

/** About the cell of a table. */
const table: MenuLine = {
  title: 'Table',
  lines: [
    '?table-row-above',
    '?table-row-below',
    '?table-column-left',
    '?table-column-right',
    '-',
    '?table-row-remove',
    '?table-column-remove',
    '-',
    '?table-heading',
  ],
}

const frame: MenuLine = {
  title: 'Frame',
  lines: [
    '?frame-rename',
    'frame-wrap',
    'frame-fit',
    '-',
    'frame-16-9',
    'frame-4-3',
    'frame-a4',
    '-',
    'frame-delete',
    '-',
    'panel-frames',
    'present',
  ],
}

/** What is offered on the bare board. */
export const boardLines: readonly MenuLine[] = [
  { row: ['paste', 'select-all'] },
  'insert-image',
  '?take-photo',
  '-',
  'zoom-fit',
  'zoom-reset',
  '-',
  'snap-grid',
  'snap-objects',
  'minimap',
  '-',
  '?unlock-all',
  'panel-find',
  'panel-layers',
  'copy-view-link',
  'export',
]

/** What is offered on one element. */
export const elementLines: readonly MenuLine[] = [
  '?edit-text',
  table,
  '?link-open',
  '?uncrop',
  '?panel-alt',
  '?replace-image',
  '?download-image',
  carrying,
  copyAs,
  '-',
  '?ungroup',
  order,
  layer,
  frame,
  { title: 'Turn', lines: ['flip-horizontal', 'flip-vertical', 'rotate-right', 'rotate-left'] },
  'lock',
  'panel-link',
  'library-add',
  '?text-to-card',
  '?card-to-text',
  '?note-signed',
  '-',
  'zoom-selection',
  'export',
  '-',
  'delete',
  '?panel-strike',
]

/** What is offered on several. */
export const selectionLines: readonly MenuLine[] = [
  carrying,
  copyAs,
  '-',
  '?group',
  '?ungroup',
  {
    title: 'Align',
    lines: [
      'align-left',
      'align-centre',
      'align-right',
      '-',
      'align-top',
      'align-middle',
      'align-bottom',
      '-',
      'distribute-horizontal',
      'distribute-vertical',
      'tidy',
    ],
  },
  '?notes-stack',
  '?notes-spread',
  order,
  layer,
  frame,
  { title: 'Turn', lines: ['flip-horizontal', 'flip-vertical', 'rotate-right', 'rotate-left'] },
  'lock',
  'panel-link',
  'library-add',
  '?text-to-card',
  '?card-to-text',
  '?note-signed',
  '-',
  'zoom-selection',
  'export',
  '-',
  'delete',
  '?panel-strike',
]

/** What stands in the menu at the board's title, between the way home and the theme. */
export const mainLines: readonly MenuLine[] = [
  'panel-palette',
  'panel-find',
  '-',
  {
    title: 'Edit',
    lines: ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'duplicate', 'delete', '-', 'select-all'],
  },
  {
    title: 'View',
    lines: [
      'zoom-in',
      'zoom-out',
      'zoom-reset',
      'zoom-fit',
      'back-to-content',
      '-',
      'minimap',
      'panel-outline',
      'panel-layers',
      'panel-frames',
      '-',
      'present',
      'zen',
      'view-mode',
    ],
  },
  {
    title: 'Paper',
    lines: [
      'paper-plain',
      'paper-dots',
      'paper-grid',
      'paper-lines',
      '-',
      'grid-10',
      'grid-20',
      'grid-40',
      '-',
      'snap-grid',
    ],
  },
  'panel-templates',
  'panel-library',
  'insert-image',
  '?take-photo',
  'open-file',
  'save-file',
  'export',
  'export-area',
  '-',
  '?install',
]

/** All ids that a menu names. */
export function idsOf(lines: readonly MenuLine[]): string[] {
  return lines.flatMap((line) => {
    if (typeof line === 'string') return line === '-' ? [] : [line.replace('?', '')]
    return idsOf('row' in line ? line.row : line.lines)
  })
}
