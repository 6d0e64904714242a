import { expect, test } from 'vitest'
import { Blocker, type Blocks } from './blocker'
import { onStageBehind } from './on-stage'
import { keepsPages, Person } from './person'
import { truth } from './truth'

const stage = onStageBehind(() => Blocker.start('refuses'))

/** C26: the connection is there within 5 s, within 9 s where streams are held back too; a little more for a page that is being loaded on a slow machine is the test's own wait. */
const cases: readonly (readonly [Blocks, 'localhost' | 'lan.test'])[] = [
  ['refuses', 'localhost'],
  ['swallows', 'localhost'],
  ['refuses', 'lan.test'],
  ['holds back', 'localhost'],
  ['holds back', 'lan.test'],
]

for (const [blocks, host] of cases) {
  test(`C26, C17: a proxy that ${blocks} ${blocks === 'holds back' ? 'answers' : 'sockets'}, at ${host}: two people draw together all the same`, async () => {
    stage.between.blocks = blocks
    const before = {
      upgrades: stage.between.upgrades,
      requests: stage.between.requests,
      questions: stage.between.questions,
    }
    const ada = await Person.arrive(stage.browser, 'Ada', keepsPages)
    const bob = await Person.arrive(stage.browser, 'Bob', keepsPages)
    const link = await ada.makesBoard(stage.program.local)
    await bob.follows(link)
    // They sit beside the server; a third one has the proxy before them.
    const there = new URL(link)
    there.host = `${host}:${stage.between.port}`
    const far = await Person.arrive(stage.browser, 'Far', keepsPages)
    await far.follows(there.href)
    await far.isOn()
    expect(stage.between.upgrades).toBeGreaterThan(before.upgrades)
    expect(stage.between.requests).toBeGreaterThan(before.requests)
    expect(stage.between.questions > before.questions).toBe(blocks === 'holds back')
    await far.takes('Pen')
    await far.drags([200, 200], [300, 240], [340, 220])
    await far.saved()
    await bob.takes('Pen')
    await bob.drags([200, 400], [300, 440], [340, 420])
    await bob.saved()
    const told = await truth(bob)
    await far.page.waitForFunction((seq) => window.drawingroom!.seq >= seq, told.seq)
    expect((await far.board()).hash).toBe(told.state)

    // C17 over the stream: the network goes while they draw, and comes back.
    await far.context.setOffline(true)
    await far.drags([400, 200], [500, 240], [540, 220])
    await far.page.locator('[data-save="offline"]').waitFor()
    await far.context.setOffline(false)
    await far.saved()
    const later = await truth(bob)
    expect(later.seq).toBe(told.seq + 1)
    expect((await far.board()).hash).toBe(later.state)

    // A later visit tries a socket again, and has it.
    stage.between.blocks = 'nothing'
    await far.page.reload()
    await far.isOn()
    const { requests } = stage.between
    await far.drags([600, 200], [700, 240], [740, 220])
    await far.saved()
    expect(stage.between.requests).toBe(requests)
    await Promise.all([ada.leaves(), bob.leaves(), far.leaves()])
  })
}
