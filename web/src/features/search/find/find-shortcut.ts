const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const findShortcut = isMac
  ? { aria: 'Meta+F', label: 'Find in this transcript (⌘ F)' }
  : { aria: 'Control+F', label: 'Find in this transcript (Ctrl F)' };
