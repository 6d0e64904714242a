import { urlOf } from '../elements/link'

/** Opens a link in a tab of its own, which knows nothing of this one. What is no link is not opened, whoever asks. */
export function openLink(link: string): void {
  const url = urlOf(link)
  if (url !== null) window.open(url.href, '_blank', 'noopener,noreferrer')
}
