import accounts from './accounts.json';
import ask from './ask.json';
import browse from './browse.json';
import commandPalette from './commandPalette.json';
import common from './common.json';
import consent from './consent.json';
import correction from './correction.json';
import deletions from './deletions.json';
import errors from './errors.json';
import meetings from './meetings.json';
import pages from './pages.json';
import player from './player.json';
import processing from './processing.json';
import recordings from './recordings.json';
import rooms from './rooms.json';
import search from './search.json';
import share from './share.json';
import shell from './shell.json';
import statistics from './statistics.json';
import summaries from './summaries.json';
import time from './time.json';
import transcripts from './transcripts.json';
import uploads from './uploads.json';

export default {
  accounts,
  ask,
  browse,
  commandPalette,
  common,
  consent,
  correction,
  deletions,
  errors,
  meetings,
  pages,
  player,
  processing,
  recordings,
  rooms,
  search,
  share,
  shell,
  statistics,
  summaries,
  time,
  transcripts,
  uploads,
};
