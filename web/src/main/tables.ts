import { showGrids } from '../render/hand-marks'
import { takeTableSteps } from '../tools/table-hold'

/** Loads what rows and columns are taken by. */
export async function loadTables(): Promise<void> {
  const [steps, { drawGrid }] = await Promise.all([import('../tools/table-steps'), import('../render/grid-mark')])
  takeTableSteps(steps)
  showGrids(drawGrid)
}
