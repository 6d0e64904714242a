import { say } from '../words/say'
import { ArrowEndFace, RouteFace } from './arrow-face'
import type { StyleProps } from './style-bar'
import { arrowHeads, routes } from './style-choices'
import { ChoiceRow } from './style-parts'
import { Section } from './style-section'

/** How an arrow gets to its end, and what it looks like there and at its beginning. */
export function ArrowPage({ values, set }: StyleProps) {
  const mixed = values.route === null || values['start-head'] === null || values['end-head'] === null
  return (
    <Section title={say('Arrow')} mixed={mixed}>
      <ChoiceRow
        label={say('Route')}
        choices={routes}
        value={values.route}
        onChoose={(route) => set({ route })}
        face={(route) => <RouteFace route={route} />}
      />
      <h3 className="style-part">{say('Beginning')}</h3>
      <div className="style-heads">
        <ChoiceRow
          label={say('Beginning')}
          choices={arrowHeads}
          value={values['start-head']}
          onChoose={(head) => set({ 'start-head': head })}
          face={(head) => <ArrowEndFace head={head} at="start" />}
        />
      </div>
      <h3 className="style-part">{say('End')}</h3>
      <div className="style-heads">
        <ChoiceRow
          label={say('End')}
          choices={arrowHeads}
          value={values['end-head']}
          onChoose={(head) => set({ 'end-head': head })}
          face={(head) => <ArrowEndFace head={head} at="end" />}
        />
      </div>
    </Section>
  )
}
