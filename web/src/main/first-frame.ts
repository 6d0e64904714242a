/** The paper is on the screen, and what waits of the hand has been heard. A page in the background paints nothing: it does not wait long. */
export function firstFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, 200)
  })
}
