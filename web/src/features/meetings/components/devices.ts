export interface Devices {
  stream: MediaStream | null;
  /** A sentence about what does not work. */
  problem: string | null;
}

const stillJoin = 'You can join all the same.';

/** Camera and microphone, or whichever of the two there is. */
export async function openDevices(): Promise<Devices> {
  if (!window.isSecureContext || !navigator.mediaDevices) {
    return {
      stream: null,
      problem: `Browsers give camera and microphone to pages with https:// only. ${stillJoin}`,
    };
  }
  try {
    return { stream: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }), problem: null };
  } catch (error) {
    if (isRefusal(error)) return { stream: null, problem: sentenceFor(error) };
  }
  try {
    return {
      stream: await navigator.mediaDevices.getUserMedia({ audio: true }),
      problem: `The camera was not found or is used by another program; the microphone works. ${stillJoin}`,
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
  if (isRefusal(error)) {
    return `The browser may not use camera and microphone here. The sign beside the address lets you allow it. ${stillJoin}`;
  }
  return error instanceof DOMException && error.name === 'NotFoundError'
    ? `No camera and no microphone were found. ${stillJoin}`
    : `Camera and microphone could not be started; perhaps another program uses them. ${stillJoin}`;
}
