import { setupServer } from 'msw/node';

/** Answers requests in tests; each test says how. */
export const server = setupServer();
