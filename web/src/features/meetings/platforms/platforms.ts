import { lazy, type ComponentType } from 'react';
import type { PlatformRoomProps } from './platform-room';

/** The component of each video platform, by the name that the server has for it. */
export const platforms: Partial<Record<string, ComponentType<PlatformRoomProps>>> = {
  daily: lazy(() => import('./daily-room')),
  mock: lazy(() => import('./mock-room')),
  whereby: lazy(() => import('./whereby-room')),
};
