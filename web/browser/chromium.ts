import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** Launches a Chromium that reaches this machine only; lan.test is this machine under a name that is no localhost. */
export function launch(): Promise<Browser> {
  const executablePath =
    process.env.CHROMIUM ??
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (!executablePath) throw new Error('no Chromium found: apt-get install chromium, or set CHROMIUM')
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP lan.test 127.0.0.1, MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--force-color-profile=srgb',
      '--font-render-hinting=none',
    ],
  })
}
