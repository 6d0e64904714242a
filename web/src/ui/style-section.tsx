import { say } from '../words/say'
/** Choices that belong together, under a title. */
export function Section(props: {
  readonly title: string
  readonly mixed?: boolean
  readonly children: React.ReactNode
}) {
  return (
    <section className="style-section">
      <h2 className="style-title">
        {props.title}
        {props.mixed && <span className="style-mixed">{say('Mixed')}</span>}
      </h2>
      {props.children}
    </section>
  )
}
