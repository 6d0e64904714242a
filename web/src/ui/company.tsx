import { useSyncExternalStore } from 'react'
import type { Editor } from '../editor/types'
import { Called } from './called'
import { ChatLine } from './chat-line'
import { companyNow, onCompanyOpen, openCompany } from './company-open'
import { useOthersSaid } from './others-said'
import { SignBar } from './sign-bar'
import './styles/company.css'

/** What people say to each other beside drawing: words, signs, and calls to come. */
export default function Company({ editor }: { editor: Editor }) {
  const open = useSyncExternalStore(onCompanyOpen, companyNow)
  useOthersSaid(editor)
  const close = () => openCompany('')
  return (
    <>
      <Called editor={editor} />
      {open === 'chat' && <ChatLine editor={editor} onClose={close} />}
      {open === 'signs' && <SignBar editor={editor} onClose={close} />}
    </>
  )
}
