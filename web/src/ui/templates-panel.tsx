import { elementsOf } from '../templates'
import type { PanelProps } from './panel-list'
import { putElements } from './put-elements'
import TemplateGallery from './template-gallery'

/** The templates, on a board: what is chosen is put where there is room. */
export default function TemplatesPanel({ editor, open, onClose }: PanelProps) {
  return (
    <TemplateGallery
      open={open}
      onClose={onClose}
      onChoose={(template) => {
        onClose()
        void putElements(editor, elementsOf(template))
      }}
    />
  )
}
