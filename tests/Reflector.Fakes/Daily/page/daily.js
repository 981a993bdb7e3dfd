// Speaks to daily-js as the prebuilt call in its frame does: messages with an action, under one name for both ways.
import { openRoom } from '/page/room.js';

const query = new URLSearchParams(location.search);
const callClientId = query.get('emb') ?? undefined;
const buttons = document.getElementById('tray');
const what = 'iframe-call-message';
const tell = (action, details = {}) =>
  parent.postMessage({ what, from: 'embedded', callClientId, action, ...details }, '*');

let people = new Map();
const participant = ({ id, name }, me) => ({
  session_id: id,
  user_id: id,
  user_name: name ?? 'Guest',
  local: id === me,
  owner: false,
  joined_at: new Date().toISOString(),
  tracks: {},
});

let self = null;
const room = openRoom({
  passOf: () => ({ token: query.get('t') }),
  onJoined: (id, name) => {
    self = id;
    tell('joined-meeting', { participants: { local: participant({ id, name }, id) } });
  },
  onLeft: () => {
    self = null;
    tell('left-meeting');
  },
  onPeople: (present) => {
    const now = new Map(present.map((person) => [person.id, participant(person, self)]));
    if (self !== null) {
      for (const [id, person] of now) if (!people.has(id)) tell('participant-joined', { participant: person });
      for (const [id, person] of people) if (!now.has(id)) tell('participant-left', { participant: person });
    }
    people = now;
  },
  onRecording: (isRecorded) => tell(isRecorded ? 'recording-started' : 'recording-stopped', { type: 'cloud' }),
});

function showButtons(custom = {}) {
  for (const old of buttons.querySelectorAll('[data-custom]')) old.remove();
  for (const [id, { label, tooltip }] of Object.entries(custom)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.custom = id;
    button.textContent = label;
    button.title = tooltip;
    button.onclick = () => tell('custom-button-click', { button_id: id });
    buttons.prepend(button);
  }
}

addEventListener('message', ({ source, data }) => {
  if (source !== parent || data?.what !== what) return;
  switch (data.action) {
    case 'iframe-launch-config':
      showButtons(data.customTrayButtons);
      tell('loaded');
      break;
    case 'join-meeting':
      document.getElementById('name').value = data.properties?.userName ?? '';
      tell('join-meeting', { callbackStamp: data.callbackStamp });
      break;
    case 'update-custom-tray-buttons':
      showButtons(data.btns);
      break;
    case 'leave-meeting':
      room.leave();
      break;
  }
});
tell('iframe-ready-for-launch-config');
