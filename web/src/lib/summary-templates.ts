const keys = {
  general: {
    title: 'common.templates.general.title',
    written: 'common.templates.general.written',
    picked: 'common.templates.general.picked',
  },
  decisions: {
    title: 'common.templates.decisions.title',
    written: 'common.templates.decisions.written',
    picked: 'common.templates.decisions.picked',
  },
  interview: {
    title: 'common.templates.interview.title',
    written: 'common.templates.interview.written',
    picked: 'common.templates.interview.picked',
  },
  standup: {
    title: 'common.templates.standup.title',
    written: 'common.templates.standup.written',
    picked: 'common.templates.standup.picked',
  },
  lecture: {
    title: 'common.templates.lecture.title',
    written: 'common.templates.lecture.written',
    picked: 'common.templates.lecture.picked',
  },
} as const;

/** The texts for a summary template: its title, and what it gives with a language model and without. */
export const templateKeys = (name: string) =>
  Object.hasOwn(keys, name) ? keys[name as keyof typeof keys] : undefined;
