import { useSyncExternalStore } from 'react';
import { createTranscript } from '../api/create-transcript';
import { discardTranscript } from '../api/discard-transcript';
import { getUploadState } from '../api/get-upload-state';
import { sendChunk } from '../api/send-chunk';
import { ResumeStore } from './resume-store';
import { isActive } from './upload';
import { UploadQueue } from './upload-queue';

function browserStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return window.localStorage;
  } catch {
    return { getItem: () => null, setItem: () => undefined };
  }
}

export const resumeStore = new ResumeStore(browserStorage());
export const uploadQueue = new UploadQueue(
  { createTranscript, getUploadState, sendChunk, discardTranscript },
  resumeStore,
);

window.addEventListener('online', uploadQueue.retryNow);
window.addEventListener('beforeunload', (event) => {
  if (uploadQueue.getUploads().some(isActive)) event.preventDefault();
});

export const useUploads = () => useSyncExternalStore(uploadQueue.subscribe, uploadQueue.getUploads);
