import { useRef, type MouseEvent, type PointerEvent } from 'react';
import type { Selection } from '../words/selection';

const longPressMs = 450;

const wordAt = (target: EventTarget | null): number | null => {
  const index = target instanceof Element ? target.closest('[data-w]')?.getAttribute('data-w') : null;
  return index == null ? null : Number(index);
};

/**
 * Selecting by mouse: press and drag, Shift to extend, a double click to write. By touch: a tap selects a word, a long
 * press on another extends to it.
 */
export function usePointerSelection(
  selection: Selection | null,
  onSelect: (selection: Selection | null) => void,
  onEdit: (index: number) => void,
) {
  const dragged = useRef<number | null>(null);
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wasLong = useRef(false);

  const extendTo = (index: number) => onSelect({ anchor: selection?.anchor ?? index, focus: index });
  return {
    onPointerDown: (event: PointerEvent) => {
      const index = wordAt(event.target);
      wasLong.current = false;
      if (index === null || event.button !== 0) return;
      if (event.pointerType === 'touch') {
        press.current = setTimeout(() => {
          wasLong.current = true;
          extendTo(index);
        }, longPressMs);
        return;
      }
      if (event.shiftKey) {
        event.preventDefault();
        extendTo(index);
        return;
      }
      dragged.current = index;
      onSelect({ anchor: index, focus: index });
    },
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      if (dragged.current === null || (event.buttons & 1) === 0) return;
      const index = wordAt(document.elementFromPoint(event.clientX, event.clientY));
      if (index !== null && index !== selection?.focus) onSelect({ anchor: dragged.current, focus: index });
    },
    onPointerUp: (event: PointerEvent) => {
      clearTimeout(press.current);
      dragged.current = null;
      const index = wordAt(event.target);
      if (event.pointerType !== 'touch' || wasLong.current || index === null) return;
      onSelect({ anchor: index, focus: index });
    },
    // The browser takes the finger over to scroll.
    onPointerCancel: () => clearTimeout(press.current),
    onContextMenu: (event: MouseEvent) => {
      if (wasLong.current) event.preventDefault();
    },
    onDoubleClick: (event: MouseEvent) => {
      const index = wordAt(event.target);
      if (index !== null) onEdit(index);
    },
  };
}
