const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export const findShortcut = isMac ? { aria: 'Meta+F', keys: '⌘ F' } : { aria: 'Control+F', keys: 'Ctrl F' };
