// Speaks to <whereby-embed> as a room of Whereby does: {type, payload} out, {command, args} in.
import { openRoom } from '/page/room.js';

const query = new URLSearchParams(location.search);
const tell = (type, payload) => parent.postMessage({ type, payload }, '*');

const room = openRoom({
  name: query.get('displayName') ?? '',
  passOf: () => ({ role: query.has('roomKey') ? 'host' : null }),
  onJoined: () => tell('join'),
  onLeft: () => tell('leave', { removed: false }),
  onPeople: (people) => tell('participantupdate', { count: people.length }),
  onRecording: (isRecorded) => tell('recording_status_change', { status: isRecorded ? 'started' : 'stopped' }),
});

addEventListener('message', ({ source, data }) => {
  if (source !== parent) return;
  if (data?.command === 'leave_room') room.leave();
  if (data?.command === 'start_recording') room.setRecording(true);
  if (data?.command === 'stop_recording') room.setRecording(false);
});
tell('ready');
