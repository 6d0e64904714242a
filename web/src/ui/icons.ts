import {
  Circle,
  Crop,
  createLucideIcon,
  Diamond,
  Eraser,
  Frame,
  Hand,
  Hexagon,
  Highlighter,
  Image,
  Lasso,
  type LucideIcon,
  Minus,
  MousePointer2,
  MoveUpRight,
  Pencil,
  Shapes,
  Square,
  StickyNote,
  Type,
  ZoomIn,
} from 'lucide-react'

const icons: { readonly [name: string]: LucideIcon } = {
  select: MousePointer2,
  lasso: Lasso,
  zoom: ZoomIn,
  hand: Hand,
  pen: Pencil,
  highlighter: Highlighter,
  rectangle: Square,
  ellipse: Circle,
  diamond: Diamond,
  figure: Hexagon,
  arrow: MoveUpRight,
  line: Minus,
  note: StickyNote,
  image: Image,
  crop: Crop,
  text: Type,
  frame: Frame,
  eraser: Eraser,
}

/** Pictures that tools brought themselves, by their path. */
const brought = new Map<string, LucideIcon>()

function drawn(path: string): LucideIcon {
  const known = brought.get(path)
  if (known !== undefined) return known
  const icon = createLucideIcon('tool', [['path', { d: path, key: 'tool' }]])
  brought.set(path, icon)
  return icon
}

/** The picture of a tool: by name, or drawn from the path it brings ("M…", on a grid of 24); a general one where there is neither. */
export function toolIcon(name: string): LucideIcon {
  return name.startsWith('M') ? drawn(name) : (icons[name] ?? Shapes)
}
