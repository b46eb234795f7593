// Storage of edits until the server has acknowledged them.

import type { Edit } from "./conflict_resolver.ts";

/** An unsent edit. `key` sorts in the order of the edits; `rejected` is why it was set aside. */
export interface QueuedEdit {
  readonly key: string;
  readonly series_id: number;
  readonly edit: Edit;
  readonly rejected: string | null;
}

/**
 * Durable storage of one reader's edits on one device. An edit must survive a crash once `put`
 * has returned; concurrent calls must not undo each other.
 */
export interface EditStore {
  /** `now`, or a microsecond after the last claimed time: each is later than the one before. */
  claimTime(now: bigint): Promise<bigint>;
  /** Add an edit, or replace the one with its key. */
  put(edit: QueuedEdit): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  /** All of them, oldest first. */
  list(): Promise<QueuedEdit[]>;
}

/** Keeps edits in memory: for tests, and where storage is not available. */
export class MemoryEditStore implements EditStore {
  readonly #edits = new Map<string, QueuedEdit>();
  #last = 0n;

  async claimTime(now: bigint): Promise<bigint> {
    this.#last = later(now, this.#last);
    return this.#last;
  }

  async put(edit: QueuedEdit): Promise<void> {
    this.#edits.set(edit.key, edit);
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#edits.delete(key);
  }

  async list(): Promise<QueuedEdit[]> {
    return inOrder([...this.#edits.values()]);
  }
}

/**
 * Keeps edits in localStorage, one entry each, so that tabs do not overwrite each other's.
 * If the storage is full, `updateProgress` fails and nothing is stored.
 */
export class LocalStorageEditStore implements EditStore {
  readonly #prefix: string;
  readonly #storage: Storage;

  constructor(userId: string, storage: Storage = globalThis.localStorage) {
    this.#prefix = `reading:${userId}:`;
    this.#storage = storage;
  }

  async claimTime(now: bigint): Promise<bigint> {
    const name = `${this.#prefix}time`;
    const time = later(now, BigInt(this.#storage.getItem(name) ?? 0));
    this.#storage.setItem(name, String(time));
    return time;
  }

  async put(edit: QueuedEdit): Promise<void> {
    this.#storage.setItem(this.#name(edit.key), JSON.stringify(edit));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#storage.removeItem(this.#name(key));
  }

  async list(): Promise<QueuedEdit[]> {
    const names = Array.from({ length: this.#storage.length }, (_, at) => this.#storage.key(at));
    return inOrder(
      names
        .filter((name) => name?.startsWith(this.#name("")))
        .map((name) => JSON.parse(this.#storage.getItem(name ?? "") ?? "null") as QueuedEdit),
    );
  }

  #name(key: string): string {
    return `${this.#prefix}edit:${key}`;
  }
}

function later(now: bigint, last: bigint): bigint {
  return now > last ? now : last + 1n;
}

function inOrder(edits: QueuedEdit[]): QueuedEdit[] {
  return edits.sort((one, other) => (one.key < other.key ? -1 : 1));
}
