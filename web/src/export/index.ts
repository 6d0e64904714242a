/** Pictures of boards, out and in: what is loaded when it is first needed. Commands (commands.ts) come with the page. */
export { reader } from './reader'
