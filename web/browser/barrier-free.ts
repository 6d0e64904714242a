import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from './person'

/** Nothing moves any more: what is still fading in has less contrast than it will have. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    // Those without an end are told by that; those that scrolling drives end with the scrolling, not with time.
    const ends = (a: Animation) =>
      a.timeline === document.timeline && a.effect?.getComputedTiming().endTime !== Infinity
    const moving = () => document.getAnimations().filter(ends)
    await frame()
    await frame()
    while (moving().length > 0) {
      await Promise.allSettled(moving().map((a) => a.finished))
      await frame()
    }
  })
}

/** What axe finds on the page, or in a part of it, as a list of rules and places. */
export async function barriers(page: Page, part?: string): Promise<string[]> {
  await atRest(page)
  const axe = await axeIn(page)
  const found = await (part === undefined ? axe : axe.include(part)).analyze()
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
}

/**
 * Axe for a page. What it does for frames of other sites, another page that puts together what it finds in each, and half a megabyte of code for each look,
 * takes most of its time; where there are no frames it is left out.
 */
async function axeIn(page: Page): Promise<AxeBuilder> {
  const framed = page.frames().length > 1
  const there = !framed && (await page.evaluate(() => 'axe' in window))
  return new AxeBuilder({ page, ...(there && { axeSource: 'void axe' }) })
    .setLegacyMode(!framed)
    .options({ resultTypes: ['violations'] })
}

/** Axe finds nothing on the page. */
export async function barrierFree({ page }: Person): Promise<void> {
  expect(await barriers(page)).toEqual([])
}
