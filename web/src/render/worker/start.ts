import type { WorkerLike } from '../worker-painter'
import { painter, trusted } from './trusted'

/** Starts the worker that paints. Throws where there is none to be had. */
export function startWorker(): WorkerLike {
  if (typeof OffscreenCanvas !== 'function') throw new Error('no canvas in workers')
  return new Worker(trusted(painter), { type: 'module' }) as WorkerLike
}
