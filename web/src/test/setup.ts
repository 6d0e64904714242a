import { kinds } from '../elements'
import { learn } from '../elements/kind-of'

/** Tests begin where a page is a moment after it has opened: with all kinds. */
learn(kinds)
