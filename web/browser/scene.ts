import type { Person, Spot } from './person'

/** Draws something like what people draw, a house with a garden: used for the pictures. */
export async function scene(person: Person): Promise<void> {
  const brush = brushOf(person)
  await person.takes('Rectangle')
  await brush.colour('Ink')
  await brush.fill('Soft orange')
  await person.drags([250, 330], [510, 520])
  await person.takes('Rectangle')
  await brush.fill('Soft blue')
  await person.drags([290, 370], [350, 430])
  await person.takes('Rectangle')
  await brush.fill('Soft red')
  await person.drags([420, 410], [475, 520])
  await person.takes('Ellipse')
  await brush.colour('Green')
  await brush.fill('Soft green')
  await person.drags([610, 270], [760, 420])
  await person.takes('Ellipse')
  await brush.colour('Yellow')
  await brush.fill('Soft yellow')
  await person.drags([900, 130], [990, 220])
  await person.takes('Pen')
  for (const [from, to] of rays) await person.pens(...curve(from, to, 1, 5))
  await brush.colour('Red')
  await person.pens(...curve([222, 340], [380, 230], 4))
  await person.pens(...curve([380, 230], [540, 342], -4))
  await brush.colour('Orange')
  await person.pens(...curve([682, 420], [686, 520], 2))
  await brush.colour('Green')
  await person.pens(...curve([150, 524], [1010, 530], 10, 40))
  await person.takes('Text')
  await brush.colour('Ink')
  await person.page.mouse.click(210, 150)
  await person.page.keyboard.type('Where shall we eat?')
  await person.page.keyboard.press('Escape')
  await person.takes('Pen')
}

/** The rays of a sun at 945, 175. */
const rays = [0.3, 0.9, 1.5, 2.1, 2.7, 3.3].map((turn) => {
  const at = (far: number): Spot => [945 + Math.cos(turn) * far, 175 + Math.sin(turn) * far]
  return [at(60), at(86)] as const
})

/** Chooses colours as a hand does. */
export function brushOf({ page }: Person): { colour(name: string): Promise<void>; fill(name: string): Promise<void> } {
  return {
    colour: (name) => page.getByRole('button', { name: `Colour: ${name}` }).click(),
    async fill(name) {
      await page.getByRole('button', { name: 'Fill', exact: true }).click()
      await page.getByRole('button', { name: `Fill: ${name}` }).click()
      await page.keyboard.press('Escape')
    },
  }
}

/** A bow from one spot to another, as a hand draws it. */
export function curve([x0, y0]: Spot, [x1, y1]: Spot, height: number, parts = 24): Spot[] {
  return Array.from({ length: parts + 1 }, (_, i) => {
    const t = i / parts
    return [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t - Math.sin(t * Math.PI) * height + Math.sin(t * 17) * 2] as const
  })
}

/** A board that has been used: the scene, and beside it a plan of shapes in rows, some of them drawn by hand, with words in them. */
export async function busy(person: Person): Promise<void> {
  await scene(person)
  const { page } = person
  await page.keyboard.press('Shift+1')
  await page.keyboard.press('Control+-')
  const words = ['Ideas', 'Tea at four', 'Music', 'Bread', 'Lemonade', 'Chairs', 'Rain plan', 'Cards', 'Year', 'Lights']
  const colours = ['Blue', 'Green', 'Violet', 'Orange', 'Pink']
  for (const [i, word] of words.entries()) {
    const x = 300 + (i % 5) * 140
    const y = i < 5 ? 96 : 590
    await person.takes(i % 3 === 2 ? 'Ellipse' : 'Rectangle')
    await brushOf(person).colour(colours[i % 5]!)
    await person.drags([x, y], [x + 110, y + 64])
    await person.takes('Text')
    await page.mouse.click(x + 22, y + 34)
    await page.keyboard.type(word)
    await page.keyboard.press('Escape')
  }
  await person.takes('Select')
  await page.keyboard.press('Escape')
}
