import { t } from '@/texts';

export interface Devices {
  stream: MediaStream | null;
  /** A sentence about what does not work. */
  problem: string | null;
}

/** Camera and microphone, or whichever of the two there is. */
export async function openDevices(): Promise<Devices> {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    return { stream: null, problem: t('meetings.devices.insecure') };
  }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }), problem: null };
  } catch (error) {
    if (isRefusal(error)) return { stream: null, problem: sentenceFor(error) };
  }
  try {
    return {
      stream: await navigator.mediaDevices.getUserMedia({ audio: true }),
      problem: t('meetings.devices.noCamera'),
    };
  } catch (error) {
    return { stream: null, problem: sentenceFor(error) };
  }
}

/** Reports how loud it is, from 0 to 1, for each picture that the browser draws. */
export function listenTo(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = requestAnimationFrame(function measure() {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(Math.min(1, Math.sqrt(power) * 4));
    frame = requestAnimationFrame(measure);
  });
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}

const isRefusal = (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError';

function sentenceFor(error: unknown): string {
  if (isRefusal(error)) return t('meetings.devices.refused');
  return error instanceof DOMException && error.name === 'NotFoundError'
    ? t('meetings.devices.none')
    : t('meetings.devices.failed');
}
