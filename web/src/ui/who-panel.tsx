import { X } from 'lucide-react'
import { useEffect, useReducer } from 'react'
import { worksOf } from '../history/works'
import { say } from '../words/say'
import { IconButton } from './button'
import { useEscapeCloses } from './escape-closes'
import { useEditorPart } from './hooks'
import { useOriginWords, usePeople } from './origin-now'
import type { PanelProps } from './panel-list'
import { PeopleWorks, useNowAndThen } from './people-works'
import WhoLine from './who-line'
import { WhoTip } from './who-tip'
import './styles/layers-panel.css'
import './styles/who.css'

/** Who drew what on the board of now: what is selected, what the mouse rests on, and everybody's work. */
export default function WhoPanel({ editor, open, onClose }: PanelProps) {
  return open ? <Who editor={editor} onClose={onClose} /> : null
}

function Who({ editor, onClose }: Pick<PanelProps, 'editor' | 'onClose'>) {
  useEscapeCloses(editor, onClose)
  const works = useNowAndThen(useVersion(editor), () => worksOf(editor.client.view))
  const people = usePeople(editor, works.keys())
  const some = useEditorPart(editor, (s) => s.selection.size > 0)
  return (
    <section className="panel layers who" aria-label={say('Who drew what')}>
      <header className="layers-head">
        <h2>{say('Who drew what')}</h2>
        <IconButton side="bottom" label={say('Close')} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div role="status" className="who-selected">
        {some ? (
          <WhoLine editor={editor} />
        ) : (
          <p className="soft small-print who-line">{say('Select something, or rest on it, to see who drew it.')}</p>
        )}
      </div>
      <PeopleWorks editor={editor} people={people} works={works} />
      <WhoTip editor={editor}>{(id) => <Origin editor={editor} id={id} />}</WhoTip>
    </section>
  )
}

/** Counts how often the board has changed. */
function useVersion({ client }: PanelProps['editor']): number {
  const [version, more] = useReducer((n: number) => n + 1, 0)
  useEffect(() => client.on({ changed: () => more() }), [client])
  return version
}

function Origin({ editor, id }: Pick<PanelProps, 'editor'> & { readonly id: string }) {
  return useOriginWords(editor, editor.client.view.element(id))
}
