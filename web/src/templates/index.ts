import { kinds } from '../elements'
import { learn } from '../elements/kind-of'
import { toSay } from '../words/say'
import { flowchart } from './flowchart'
import { kanban } from './kanban'
import { lesson } from './lesson'
import { meeting } from './meeting'
import { mindMap } from './mind-map'
import { retrospective } from './retrospective'
import { seatingPlan } from './seating-plan'
import type { Made } from './sheet'
import { storyMap } from './story-map'
import { swot } from './swot'
import { timeline } from './timeline'
import { week } from './week'
import { wireframe } from './wireframe'

/** What a board may begin with. */
export type Template = {
  readonly id: string
  readonly title: string
  /** More words by which it is looked for. */
  readonly words: string
  /** Its elements, in paint order and in the language of the page; their ids hold among them alone. */
  readonly make: () => readonly Made[]
}

/** Every template, in the order of the gallery. A new one is a file and a line here. */
export const templates: readonly Template[] = [
  { id: 'kanban', title: toSay('Kanban'), words: toSay('tasks to do columns agile [search]'), make: kanban },
  { id: 'mind-map', title: toSay('Mind map'), words: toSay('ideas branches brainstorm [search]'), make: mindMap },
  {
    id: 'flowchart',
    title: toSay('Flowchart'),
    words: toSay('process steps decision diagram [search]'),
    make: flowchart,
  },
  {
    id: 'retrospective',
    title: toSay('Retrospective'),
    words: toSay('look back team sprint [search]'),
    make: retrospective,
  },
  { id: 'meeting', title: toSay('Meeting'), words: toSay('agenda minutes notes [search]'), make: meeting },
  { id: 'lesson', title: toSay('Lesson'), words: toSay('school class teach [search]'), make: lesson },
  { id: 'week', title: toSay('Week plan'), words: toSay('calendar planner days [search]'), make: week },
  {
    id: 'timeline',
    title: toSay('Timeline'),
    words: toSay('months milestones gantt project plan [search]'),
    make: timeline,
  },
  { id: 'swot', title: toSay('SWOT'), words: toSay('strategy strengths weaknesses matrix [search]'), make: swot },
  {
    id: 'story-map',
    title: toSay('Story map'),
    words: toSay('user stories releases backlog product [search]'),
    make: storyMap,
  },
  {
    id: 'wireframe',
    title: toSay('Wireframe'),
    words: toSay('screens app design phone web page [search]'),
    make: wireframe,
  },
  {
    id: 'seating-plan',
    title: toSay('Seating plan'),
    words: toSay('tables chairs wedding party room [search]'),
    make: seatingPlan,
  },
]

/** The elements of a template. */
export function elementsOf(template: Template): readonly Made[] {
  // Where nothing has been drawn yet, not all kinds are there.
  learn(kinds)
  return template.make()
}
