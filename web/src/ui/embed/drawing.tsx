import { say } from '../../words/say'
import { useEditorPart } from '../hooks'
import { useLater } from '../later'
import { SaveBadge } from '../save-badge'
import { TextBarLater } from '../soon-parts'
import { Toolbar } from '../toolbar'
import type { EmbedChromeProps } from './chrome'

type Props = Pick<EmbedChromeProps, 'editor' | 'tools'>

/** What one draws with in a frame, and how it stands with what was drawn. */
export default function Drawing({ editor, tools }: Props) {
  return (
    <>
      <div className="corner embed-save panel row">
        <SaveBadge client={editor.client} />
      </div>
      {tools.length > 0 && (
        <section className="bottom-centre" aria-label={say('Drawing tools')}>
          <StyleBarLater editor={editor} tools={tools} />
          <Toolbar editor={editor} tools={tools} />
        </section>
      )}
      <TextBarLater editor={editor} />
    </>
  )
}

const styleBar = () => import('../style-bar').then((part) => ({ default: part.StyleBar }))

/** There is nothing to style until a tool is taken or something is selected. */
function StyleBarLater(props: Props) {
  const wanted = useEditorPart(props.editor, (s) => s.selection.size > 0 || s.tool !== 'select')
  const StyleBar = useLater(styleBar, wanted)
  return StyleBar && <StyleBar {...props} />
}
