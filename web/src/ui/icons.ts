import { Circle, Eraser, Hand, type LucideIcon, MousePointer2, Pencil, Shapes, Square, Type } from 'lucide-react'

const icons: { readonly [name: string]: LucideIcon } = {
  'mouse-pointer-2': MousePointer2,
  hand: Hand,
  pencil: Pencil,
  square: Square,
  circle: Circle,
  type: Type,
  eraser: Eraser,
}

/** The picture of a tool by the name its list entry gives (lucide's names); a general one where there is none. */
export function toolIcon(name: string): LucideIcon {
  return icons[name] ?? Shapes
}
