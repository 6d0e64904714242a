/** What is asked for: `accept` as in HTML; `camera`: the device's own, where it has one. */
export type Asked = { readonly accept: string; readonly multiple?: boolean; readonly camera?: boolean }

/** Lets the person choose files; none where they think better of it. To be called while a press is being answered. */
export function filesChosen({ accept, multiple = false, camera = false }: Asked): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.multiple = multiple
  if (camera) input.setAttribute('capture', 'environment')
  input.hidden = true
  // Some browsers forget an input that is not in the page before its answer comes.
  document.body.append(input)
  return new Promise((resolve) => {
    const answer = () => {
      input.remove()
      resolve([...(input.files ?? [])])
    }
    input.addEventListener('change', answer)
    input.addEventListener('cancel', answer)
    input.click()
  })
}
