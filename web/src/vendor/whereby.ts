/** Whereby's own code, which defines <whereby-embed>: loaded in Whereby's rooms only, and replaceable as a whole in tests. */
export { default as Whereby } from '@whereby.com/browser-sdk/embed';
