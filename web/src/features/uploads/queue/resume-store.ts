/** An upload that began and has not ended, as this browser remembers it. */
export interface Unfinished {
  fileName: string;
  size: number;
  lastModified: number;
  transcriptId: string;
  name: string;
}

type Identity = Pick<File, 'name' | 'size' | 'lastModified'>;

const key = 'reflector.uploads.unfinished';
const keepAtMost = 20;

/** Remembers which transcript a file was going into, so that choosing the file again goes on. */
export class ResumeStore {
  private readonly storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.storage = storage;
  }

  all(): Unfinished[] {
    try {
      const parsed: unknown = JSON.parse(this.storage.getItem(key) ?? '[]');
      return Array.isArray(parsed) ? (parsed as Unfinished[]) : [];
    } catch {
      return [];
    }
  }

  find(file: Identity): Unfinished | null {
    return (
      this.all().find(
        (u) => u.fileName === file.name && u.size === file.size && u.lastModified === file.lastModified,
      ) ?? null
    );
  }

  save(file: Identity, transcriptId: string, name: string) {
    const { name: fileName, size, lastModified } = file;
    const others = this.all().filter((u) => u.transcriptId !== transcriptId);
    this.write([{ fileName, size, lastModified, transcriptId, name }, ...others].slice(0, keepAtMost));
  }

  forget(transcriptId: string) {
    this.write(this.all().filter((u) => u.transcriptId !== transcriptId));
  }

  private write(entries: Unfinished[]) {
    try {
      this.storage.setItem(key, JSON.stringify(entries));
    } catch {
      // Without storage an upload cannot be resumed after a reload; it still works.
    }
  }
}
