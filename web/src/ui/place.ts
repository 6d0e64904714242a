/** Where menus and tooltips are put, so that they belong to the page's landmarks: as a ref, looked up when it is needed. */
export const chromePlace = {
  get current(): HTMLElement | null {
    return document.getElementById('chrome')
  },
}
