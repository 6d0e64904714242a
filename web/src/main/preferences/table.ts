import type { Settings } from '../../editor/settings'

/**
 * What follows the person from device to device, and what stays on the device it was chosen on. What hands and eyes are used to follows; what
 * depends on the glass, the pen or the work at hand stays.
 */

/** Each setting: true follows. */
export const settingsAlong: { readonly [K in keyof Settings]: boolean } = {
  // How one draws and selects is the same wherever one does.
  snapToGrid: true,
  snapToObjects: true,
  boxSelects: true,
  erases: true,
  rubs: true,
  highlights: true,
  // A habit of the hand; who changes between mouse and trackpad has 'auto', which tells them apart on each device.
  wheel: true,
  keymap: true,
  singleKeys: true,
  // What a person reads, hears and bears to see.
  language: true,
  tellsOthers: true,
  motion: true,
  // There is room for it on one screen and none on another.
  minimap: false,
  // A tablet with a pen wants other fingers than a phone without.
  fingers: false,
  // Says of the device what has touched it.
  pens: false,
}

/**
 * What else is kept in a browser's storage, by its key there: the name under which it follows; '' stays. What sync keeps is work on boards, and goes
 * its own way.
 */
export const storedAlong: { readonly [key: string]: string } = {
  'drawingroom.theme': 'theme',
  // One's own colours are a choice; they are few, and wanted again on the next device.
  'drawingroom.colours': 'colours',
  // The settings follow one by one, as said above.
  'drawingroom.settings': '',
  // What is in the hand here: it changes with every drawing, and a hand on each of two devices holds something of its own.
  'drawingroom.style': '',
  // What was done here of late, which nobody chose.
  'drawingroom.recent': '',
  // Who was here last, as the server said: it is asked, not told.
  'drawingroom.me': '',
  // Who a frame in a page of another site is: a guest of that frame.
  'drawingroom.embed': '',
  // The token by which a tab visits a board goes with the tab.
  'drawingroom.visit.': '',
  // Secrets of links stay where they were used.
  'drawingroom.link.': '',
  // What a new board begins with, from one page to the next.
  'drawingroom.begins': '',
  // What this device and the server last agreed on.
  'drawingroom.agreed': '',
  // Shapes carry pictures, far beyond what is kept for a person; the library saves and opens files instead.
  'drawingroom-library': '',
}

/** The names of all that follows. */
export const followers: readonly string[] = [
  ...Object.entries(settingsAlong).flatMap(([name, along]) => (along ? [name] : [])),
  ...Object.values(storedAlong).filter((name) => name !== ''),
]
