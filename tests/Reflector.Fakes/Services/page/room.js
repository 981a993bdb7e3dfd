/**
 * What every stand-in has: a door, tiles with names, leaving, recording. What the service's own page tells whoever
 * frames it is the caller's to do.
 */
export function openRoom({ passOf, onJoined, onLeft, onPeople, onRecording, name: known = '' }) {
  const control = `/control/rooms/${encodeURIComponent(document.body.dataset.room)}`;
  const [door, name, tiles, tray, record] = ['door', 'name', 'tiles', 'tray', 'record'].map((id) =>
    document.getElementById(id),
  );
  let me = null;
  let isRecorded = false;
  name.value = known;

  const ask = async (path, method = 'GET', body) => {
    const answer = await fetch(control + path, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) return null;
    return answer.status === 204 ? {} : answer.json();
  };

  async function join(as = name.value.trim()) {
    const joined = await ask('/participants', 'POST', { name: as || 'Guest', ...passOf() });
    if (!joined) return show();
    me = joined.id;
    onJoined(me, as || 'Guest');
    await show();
  }

  async function leave() {
    const left = me;
    if (left === null) return;
    me = null;
    await ask(`/participants/${left}`, 'DELETE');
    onLeft();
    await show();
  }

  async function show() {
    const room = await ask('');
    door.hidden = me !== null || room === null;
    tray.hidden = me === null;
    tiles.hidden = me === null && room !== null;
    const people = room?.people ?? [];
    // The room is closed, or somebody closed it.
    if (me !== null && !people.some(({ id }) => id === me)) {
      me = null;
      onLeft();
    }
    tiles.replaceChildren(
      ...(room === null ? ['This room is closed.'] : people.map(({ name: shown }) => shown ?? 'Guest')).map((text) => {
        const tile = document.createElement('li');
        tile.textContent = text;
        return tile;
      }),
    );
    onPeople(people);
    if (room && room.isRecorded !== isRecorded) {
      isRecorded = room.isRecorded;
      onRecording(isRecorded);
    }
    record.textContent = isRecorded ? 'Stop recording' : 'Start recording';
  }

  door.onsubmit = (event) => {
    event.preventDefault();
    join();
  };
  document.getElementById('leave').onclick = leave;
  record.onclick = async () => {
    await ask('/recording', isRecorded ? 'DELETE' : 'POST');
    await show();
  };
  addEventListener('pagehide', () => {
    if (me !== null) navigator.sendBeacon(`${control}/participants/${me}/leave`);
  });
  setInterval(show, 1000);
  show();
  return { join, leave, setRecording: (on) => ask('/recording', on ? 'POST' : 'DELETE') };
}
