const regions = new WeakMap<object, LiveRegion>()

/** The one place of a board's page whose words are read out when they change, when the reader has time for that. */
export class LiveRegion {
  private readonly place = document.createElement('div')

  constructor(host: HTMLElement, editor: object) {
    regions.set(editor, this)
    this.place.className = 'only-read'
    this.place.setAttribute('role', 'status')
    this.place.setAttribute('aria-live', 'polite')
    host.append(this.place)
  }

  /** Reads out a sentence, also where it is the same as before. */
  readonly say = (sentence: string): void => {
    const line = document.createElement('p')
    line.textContent = sentence
    this.place.replaceChildren(line)
  }

  /** Takes it off the page. */
  close(): void {
    this.place.remove()
  }
}

/** Reads out a sentence on the page of an editor; nothing where that reads nothing out yet, or any more. */
export function readOut(editor: object, sentence: string): void {
  regions.get(editor)?.say(sentence)
}
