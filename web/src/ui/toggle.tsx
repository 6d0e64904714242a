import { Switch } from '@base-ui/react/switch'
import { useId } from 'react'

/** Something that is on or off, under its name. */
export function Toggle(props: { name: string; on: boolean; onSwitch: (on: boolean) => void }) {
  const id = useId()
  return (
    <div className="setting">
      <div id={id} className="setting-name">
        {props.name}
      </div>
      <Switch.Root className="switch" aria-labelledby={id} checked={props.on} onCheckedChange={props.onSwitch}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
    </div>
  )
}
