import { Toolbar as Bar } from '@base-ui/react/toolbar'
import { Lock, LockOpen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Editor } from '../editor/types'
import { say } from '../words/say'
import { Hint } from './button'
import { FingerButton } from './finger-button'
import { useEditorPart } from './hooks'
import { toolIcon } from './icons'
import { useKeys } from './keys-of'
import type { ToolEntry } from './lists'
import { openChoices } from './style-open'

/** The tools, one press each, where the thumb is. Arrow keys walk through them. */
export function Toolbar({ editor, tools }: { editor: Editor; tools: readonly ToolEntry[] }) {
  const current = useEditorPart(editor, (s) => s.tool)
  const readOnly = useEditorPart(editor, (s) => s.readOnly)
  const offered = tools.filter((tool) => tool.mode !== true && !(readOnly && tool.writes))
  return (
    <Bar.Root className="panel toolbar" aria-label={say('Tools')}>
      {offered.map((tool) => (
        <ToolButton key={tool.id} editor={editor} tool={tool} pressed={tool.id === current} />
      ))}
      {!readOnly && <LockButton editor={editor} />}
      {!readOnly && <FingerButton editor={editor} />}
    </Bar.Root>
  )
}

function ToolButton({ editor, tool, pressed }: { editor: Editor; tool: ToolEntry; pressed: boolean }) {
  const Icon = toolIcon(tool.icon)
  const keys = useKeys(editor)(`tool-${tool.id}`)
  const button = useRef<HTMLButtonElement>(null)
  // On a narrow window not all of them may be in view.
  useEffect(() => {
    if (pressed) button.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [pressed])
  return (
    <Hint label={say(tool.title)} keys={keys}>
      <Bar.Button
        ref={button}
        className={`icon-button tool ${tool.wide && !pressed ? 'wide-only' : ''}`}
        aria-label={say(tool.title)}
        aria-pressed={pressed}
        aria-keyshortcuts={keys}
        data-tool={tool.id}
        onClick={({ detail }) => {
          // Pressed once more by a key: what it makes is put down.
          if (pressed && detail === 0) editor.run('make')
          else if (tool.asks === undefined) editor.setTool(tool.id)
          else editor.run(tool.asks)
          if (tool.chooses !== undefined) openChoices(tool.chooses)
        }}
      >
        <Icon />
        {keys?.length === 1 && (
          <span className="key-hint" aria-hidden="true">
            {keys.toUpperCase()}
          </span>
        )}
      </Bar.Button>
    </Hint>
  )
}

function LockButton({ editor }: { editor: Editor }) {
  const locked = useEditorPart(editor, (s) => s.toolLocked)
  return (
    <>
      <Bar.Separator className="divider wide-only" />
      <Hint
        label={locked ? say('Tool stays chosen') : say('Keep the tool chosen after drawing')}
        keys={useKeys(editor)('tool-lock')}
      >
        <Bar.Button
          className="icon-button tool wide-only"
          aria-label={say('Keep the tool chosen after drawing')}
          aria-pressed={locked}
          onClick={() => editor.setToolLocked(!locked)}
        >
          {locked ? <Lock /> : <LockOpen />}
        </Bar.Button>
      </Hint>
    </>
  )
}
