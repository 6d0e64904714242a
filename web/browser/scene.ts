import type { Person, Spot } from './person'

/** Draws something like what people draw: used for the pictures. */
export async function scene(person: Person): Promise<void> {
  const { page } = person
  const colour = (name: string) => page.getByRole('button', { name: `Colour: ${name}` }).click()
  const fill = async (name: string) => {
    await page.getByRole('button', { name: 'Fill', exact: true }).click()
    await page.getByRole('button', { name: `Fill: ${name}` }).click()
    await page.keyboard.press('Escape')
  }
  await person.takes('Rectangle')
  await colour('Blue')
  await fill('Soft blue')
  await person.drags([180, 180], [400, 300])
  await person.takes('Ellipse')
  await colour('Orange')
  await fill('Soft orange')
  await person.drags([760, 150], [940, 270])
  await person.takes('Pen')
  await colour('Teal')
  await person.pens(...curve([410, 240], [750, 210], 60))
  await colour('Red')
  await person.pens(...curve([240, 420], [520, 430], 24))
  await person.pens([494, 398], [506, 412], [522, 431])
  await person.pens([496, 458], [508, 446], [522, 432])
  await person.takes('Text')
  await colour('Ink')
  await page.mouse.click(222, 240)
  await page.keyboard.type('Where people sit')
  await page.keyboard.press('Escape')
  await person.takes('Text')
  await page.mouse.click(804, 210)
  await page.keyboard.type('The stove')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** A bow from one spot to another, as a hand draws it. */
export function curve([x0, y0]: Spot, [x1, y1]: Spot, height: number, parts = 24): Spot[] {
  return Array.from({ length: parts + 1 }, (_, i) => {
    const t = i / parts
    return [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - Math.sin(t * Math.PI) * height + Math.sin(t * 17) * 2] as const
  })
}
