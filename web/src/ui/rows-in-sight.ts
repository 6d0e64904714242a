import { type RefObject, useCallback, useEffect, useState } from 'react'

/** Up to so many lines are all there, so that whoever reads the page line by line finds each of them. */
const ALL = 500
/** More lines than are seen stand ready above and below. */
const SPARE = 20
/** What a line is high in CSS pixels, with a mouse and with fingers; as in styles/outline.css. */
const HEIGHT = { fine: 32, coarse: 44 }

/** Which of many lines of one height are drawn while the rest is out of sight. */
export function useRowsInSight(list: RefObject<HTMLElement | null>, count: number) {
  const height = matchMedia('(pointer: coarse)').matches ? HEIGHT.coarse : HEIGHT.fine
  const [sight, setSight] = useState({ top: 0, room: 600 })
  useEffect(() => {
    const place = list.current
    if (place === null) return
    const look = () => setSight({ top: place.scrollTop, room: place.clientHeight })
    look()
    const watch = new ResizeObserver(look)
    watch.observe(place)
    place.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      place.removeEventListener('scroll', look)
    }
  }, [list])
  const few = count <= ALL
  const from = few ? 0 : Math.max(0, Math.floor(sight.top / height) - SPARE)
  const to = few ? count : Math.min(count, Math.ceil((sight.top + sight.room) / height) + SPARE)
  /** Brings a line into sight. */
  const show = useCallback(
    (at: number) => {
      const place = list.current
      if (place === null) return
      const top = at * height
      if (top < place.scrollTop) place.scrollTop = top
      else if (top + height > place.scrollTop + place.clientHeight) place.scrollTop = top + height - place.clientHeight
    },
    [list, height],
  )
  return { from, to, height, show }
}
