import type { Opening } from '../sync/api'

/** A link to a board as it is given on. `opens`: how it opens the board, where the server has said so. */
export type GivenLink = { readonly address: string; readonly opens: Opening | null }

/** Where links to a board come from. Both throw with a sentence for the person. */
export type Links = {
  /** The link that was used or made here, where it still opens the board; null for none. */
  readonly found: () => Promise<GivenLink | null>
  /** Makes one; whoever has it may draw. */
  readonly made: () => Promise<GivenLink>
}

/** The address of a link that is wished for: of the one that is there, or a new one. */
export const anyLink = async (links: Links): Promise<string> => ((await links.found()) ?? (await links.made())).address
