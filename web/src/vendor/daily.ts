/** Daily's own code, in a file of its own: loaded in Daily's rooms only, and replaceable as a whole in tests. */
export { default as Daily } from '@daily-co/daily-js';
