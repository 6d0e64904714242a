import { Circle, Eraser, Hand, type LucideIcon, MousePointer2, Pencil, Shapes, Square, Type } from 'lucide-react'

const icons: { readonly [name: string]: LucideIcon } = {
  select: MousePointer2,
  hand: Hand,
  pen: Pencil,
  rectangle: Square,
  ellipse: Circle,
  text: Type,
  eraser: Eraser,
}

/** The picture of a tool by the name its list entry gives; a general one where there is none. */
export function toolIcon(name: string): LucideIcon {
  return icons[name] ?? Shapes
}
