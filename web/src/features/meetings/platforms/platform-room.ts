import type { Meeting } from '@/lib/api/types';

/** What a platform's component is given. It fills the box it is drawn in, and says what happens in the call. */
export interface PlatformRoomProps {
  /** As joined: its addresses are for this one person. */
  meeting: Meeting;
  /** Ended by the owner of its room; platforms with a server of their own see to the call themselves. */
  isOver: boolean;
  participantName: string;
  /** Random, of this browser: tells the platform that two visits are the same person's. */
  participantId: string;
  /** For the platforms that can have a button for it among their own. */
  consent: { isAsked: boolean; isAnswered: boolean; open: () => void };
  onRecording: (isRecording: boolean) => void;
  onLeave: () => void;
}
