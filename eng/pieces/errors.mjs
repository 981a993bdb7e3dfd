/** Its message is a sentence for the person at the terminal; anything else is a mistake of ours. */
export class SetupError extends Error {}
