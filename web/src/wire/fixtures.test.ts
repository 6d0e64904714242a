import { describe, expect, it } from 'vitest'
import codes from '../../../rooms/wire/codes.json'
import { clientReaders } from './client'
import { serverReaders } from './server'
import { bytesOf, type Fixture, judgeFrame, loadFixtures, meaningOf, type Verdict } from './testing'

function answered(x: Fixture, verdict: Verdict): void {
  expect(verdict.messages.length, x.path).toBe(x.answers!.length)
  for (const [i, answer] of x.answers!.entries()) {
    const message = verdict.messages[i]!
    if (answer === null) expect(message, x.path).toMatch(/^\{/)
    else expect(message, x.path).toBe(`${answer.n}/${answer.as ?? 0}/${answer.code}`)
    if (answer) expect(Object.hasOwn(codes.refusals, answer.code), x.path).toBe(true)
  }
}

describe('the fixtures of the wire', () => {
  it('mean here what they mean to the server', () => {
    for (const x of loadFixtures()) {
      const verdict = judgeFrame(x.from, bytesOf(x))
      expect(verdict.close, x.path).toBe(x.close ?? '')
      if (x.close !== undefined) {
        expect(Object.hasOwn(codes.closes, x.close), x.path).toBe(true)
        if (x.from === 'client') expect(verdict.messages.length, x.path).toBe(x.stands)
      } else if (x.answers) answered(x, verdict)
      else expect(`[${verdict.messages.join(',')}]`, x.path).toBe(meaningOf(x))
    }
  })

  it('show every type of message being taken', () => {
    const seen = new Set<string>()
    for (const x of loadFixtures()) {
      if (!x.path.startsWith('good')) continue
      for (const { t } of JSON.parse(bytesOf(x).toString()) as { t: string }[]) seen.add(`${x.from} ${t}`)
    }
    for (const t of clientReaders.keys()) expect(seen, t).toContain(`client ${t}`)
    for (const t of serverReaders.keys()) expect(seen, t).toContain(`server ${t}`)
  })
})
