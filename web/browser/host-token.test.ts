import { createHmac } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { onStage } from './on-stage'
import { Person } from './person'

const stage = onStage()
const secret = '0123456789abcdef0123456789abcdef'

/** The program takes the tokens of an application called Acme. */
async function anew(...more: readonly string[]): Promise<void> {
  const key = stage.program.file('host-key')
  writeFileSync(key, secret)
  await stage.program.kill()
  const host = ['--host-issuer', 'acme', '--host-name', 'Acme', '--host-key-file', key]
  await stage.program.again(undefined, [...host, ...more])
  rmSync(key)
}

beforeAll(() => anew())

/** A token that Acme mints for Grace, good for so many seconds. */
function minted(board: string, role: string, seconds: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: 'acme',
    aud: 'drawingroom',
    sub: '42',
    name: 'Grace',
    iat: now,
    exp: now + seconds,
    board,
    role,
  }
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

const boardOf = (link: string) => /\/b\/([\w-]+)/.exec(link)![1]!

test('a token in the address brings its person onto the board, asks for no name, and is seen nowhere', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const id = boardOf(await ada.makesBoard(stage.program.local, 'Plans'))
  const grace = await Person.arrive(stage.browser, 'Grace')
  const asked: string[] = []
  grace.page.on('request', (request) => asked.push(request.url() + (request.headers().cookie ?? '')))
  const token = minted(id, 'editor', 3600)
  await grace.page.goto(`${stage.program.local}/b/${id}#t=${token}`)
  await grace.isOn()
  expect(grace.page.url()).toBe(`${stage.program.local}/b/${id}`)
  await grace.takes('Pen')
  await grace.drags([200, 300], [220, 340], [230, 310])
  await grace.saved()
  await ada.page.waitForFunction(() => window.drawingroom!.seq >= 2)
  await ada.page.getByRole('button', { name: /Grace/ }).first().waitFor()
  expect(asked.filter((request) => request.includes(token) || request.includes('drawingroom='))).toEqual([])
  expect(await grace.context.cookies()).toEqual([])
  // Nothing of it is the device's own: who comes here without a token is as new as before.
  expect(await grace.page.evaluate(() => localStorage.getItem('drawingroom.me'))).toBeNull()
  await grace.page.reload()
  await grace.isOn()
  await grace.page.waitForFunction(() => window.drawingroom!.seq >= 2)
  expect(grace.troubles).toEqual([])
  await Promise.all([grace.leaves(), ada.leaves()])
})

test('when the token runs out and no other comes, the page says so calmly, and what was drawn is there the next time', async () => {
  const ada = await Person.arrive(stage.browser, 'Ada')
  const id = boardOf(await ada.makesBoard(stage.program.local))
  const grace = await Person.arrive(stage.browser, 'Grace')
  await grace.page.goto(`${stage.program.local}/b/${id}#t=${minted(id, 'editor', 25)}`)
  await grace.isOn()
  await grace.takes('Pen')
  await grace.drags([200, 300], [220, 340], [230, 310])
  await grace.saved()
  const over = grace.page.getByRole('alertdialog', { name: 'Your visit from Acme has run out' })
  await over.waitFor()
  expect(await over.textContent()).toContain('you go on where you were')
  await grace.page.goto('about:blank')
  await grace.page.goto(`${stage.program.local}/b/${id}#t=${minted(id, 'editor', 3600)}`)
  await grace.isOn()
  expect(await grace.page.evaluate(() => window.drawingroom!.seq)).toBe(2)
  await grace.page.goto('about:blank')
  await grace.page.goto(`${stage.program.local}/b/${id}#t=${minted(id, 'editor', -3600)}`)
  await grace.page.getByRole('alertdialog', { name: 'This way onto the board does not work' }).waitFor()
  expect(grace.troubles).toEqual([])
  await Promise.all([grace.leaves(), ada.leaves()])
})

test('where only an admin makes boards, the start page says so; a link of the program makes one, once', async () => {
  await anew('--who-may-create', 'admin')
  const ada = await Person.arrive(stage.browser, 'Ada')
  await ada.page.goto(stage.program.local)
  await ada.page.getByText('Boards are made by whoever runs this server.').waitFor()
  const button = ada.page.getByRole('button', { name: 'New board' })
  await button.waitFor({ state: 'detached' })
  const link = stage.program.asks('admin', '--public-url', stage.program.local).trim()
  await ada.page.goto('about:blank')
  await ada.page.goto(link)
  await ada.page.getByText('You are an admin of this server now').waitFor()
  expect(ada.page.url()).toBe(`${stage.program.local}/`)
  await button.click()
  await ada.isOn()
  const eve = await Person.arrive(stage.browser, 'Eve')
  await eve.page.goto(link)
  await eve.page.getByRole('alert').getByText('This link has been used already').waitFor()
  expect([...ada.troubles, ...eve.troubles]).toEqual([])
  await anew('--who-may-create', 'members')
  await eve.page.goto(stage.program.local)
  await eve.page.getByText('Boards are made by people who come from Acme.').waitFor()
  await Promise.all([ada.leaves(), eve.leaves()])
})
