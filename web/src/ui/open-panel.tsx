import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { noticesOf } from '../editor/notices'
import { say } from '../words/say'
import { holdKeys } from './held-keys'
import { type PanelProps, panelList, takesKeys } from './panel-list'
import { onPanel, openPanel, panelNow } from './panels'

/** After the first screen is there, the panels are fetched ahead, so that they open at once, and without a connection too; in ms. */
const fetchAhead = 4_000

/** The panel that is open. The last one stays while it fades. */
export function OpenPanel(props: Pick<PanelProps, 'editor' | 'tools'>) {
  const name = useSyncExternalStore(onPanel, panelNow)
  const [shown, setShown] = useState<{ readonly name: string; readonly Part: ComponentType<PanelProps> } | null>(null)
  const { editor } = props
  useFetchAhead()
  useEffect(() => (takesKeys.has(name) ? holdKeys(() => openPanel('')) : undefined), [name])
  useEffect(() => {
    const load = Object.hasOwn(panelList, name) ? panelList[name] : undefined
    load?.().then(
      (part) => setShown({ name, Part: part.default }),
      () => {
        if (panelNow() === name) openPanel('')
        noticesOf(editor).say(say('This could not be loaded'), say('Look to your connection and try again.'))
      },
    )
  }, [editor, name])
  if (shown === null) return null
  return (
    <shown.Part
      {...props}
      key={shown.name}
      open={shown.name === name}
      onClose={() => panelNow() === shown.name && openPanel('')}
    />
  )
}

function useFetchAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of Object.values(panelList)) void load().catch(() => undefined)
    }, fetchAhead)
    return () => clearTimeout(timer)
  }, [])
}
