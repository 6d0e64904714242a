/** A page waits so long for the network, in milliseconds, before it comes from the device: long enough for a new version to be seen. */
export const PATIENCE = 3_000

/** What a page can be had from. */
export type Sources = {
  readonly network: Promise<Response>
  /** Resolves when nobody shall wait any longer. */
  readonly patience: Promise<unknown>
  /** The page that is kept here. */
  readonly kept: () => Promise<Response | undefined>
  /** Whether the server has refused the page that is kept: then the network may take its time. */
  readonly outdated: () => Promise<boolean>
}

/**
 * The page of the network, or the one that is kept where the network has nothing, takes too long, or answers for a server that is not
 * there (a proxy's 502). With neither, what the network says.
 */
export async function pageFrom({ network, patience, kept, outdated }: Sources): Promise<Response> {
  const fresh = network.then(
    (response) => (response.status < 500 ? response : null),
    () => null,
  )
  const late = patience.then(async () => ((await outdated()) ? fresh : null))
  return (await Promise.race([fresh, late])) ?? (await kept()) ?? network
}
