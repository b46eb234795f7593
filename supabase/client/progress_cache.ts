// A device's copy of the server's rows, and the version up to which it is complete.

import type { Database } from "../types.ts";
import type { Policy } from "./conflict_resolver.ts";
import type { Broadcast } from "./topics.ts";

/** The server's row of a reader and series. */
export type Row = Omit<Database["api"]["Views"]["reading_progress"]["Row"], "user_id">;

/** The response of `progress_since`. */
export interface Since {
  readonly version: number;
  readonly reset: boolean;
  readonly rows: readonly Row[];
  readonly tombstones: readonly { readonly series_id: number; readonly version: number }[];
  /** The policies that the reader chose on any device, by series. */
  readonly policies: Readonly<Record<string, Policy>>;
}

/** The last known state of a series: its row, or that it was deleted. */
interface Held {
  readonly version: number;
  readonly row: Row | null;
}

export class ProgressCache {
  readonly #held = new Map<number, Held>();
  #version = 0;

  /** The copy is complete up to this version; 0 without data. */
  get version(): number {
    return this.#version;
  }

  row(seriesId: number): Row | null {
    return this.#held.get(seriesId)?.row ?? null;
  }

  /** The series that have a row. */
  series(): number[] {
    return [...this.#held].filter(([, { row }]) => row !== null).map(([seriesId]) => seriesId);
  }

  /** Apply a response of `progress_since`; returns the changed series. */
  adoptSince(answer: Since): number[] {
    const before = answer.reset ? [...this.#held.keys()] : [];
    if (answer.reset) {
      this.#held.clear();
      this.#version = 0;
    }
    const changed = [
      ...answer.rows.filter((row) => this.#hold(row.series_id, row.version, row)),
      ...answer.tombstones.filter((grave) => this.#hold(grave.series_id, grave.version, null)),
    ];
    this.#version = Math.max(this.#version, answer.version);
    return [...new Set([...before, ...changed.map(({ series_id }) => series_id)])];
  }

  /** Apply the winners of a push. They may be ahead of the rest of the copy. */
  adoptWinner(seriesId: number, winner: Omit<Row, "series_id">): void {
    this.#hold(seriesId, winner.version, { ...winner, series_id: seriesId });
  }

  /** Apply a live message; returns the changed series, or null if it is incomplete. */
  apply({ event, payload = {} }: Broadcast): number[] | null {
    const { version, changed } = payload as { version?: number; changed?: Row };
    if (version !== undefined && version <= this.#version) return [];
    if (version !== this.#version + 1 || changed === undefined) return null;
    const row = this.#rowAfter(event, { ...changed, version });
    if (row === undefined) return null;
    this.#version = version;
    return this.#hold(changed.series_id, version, row) ? [changed.series_id] : [];
  }

  /** The row after a message; undefined if the message is not enough to know it. */
  #rowAfter(event: string, changed: Row): Row | null | undefined {
    const { user_id: _, ...columns } = changed as Row & { user_id?: string };
    switch (event.split(".").at(-1)) {
      case "inserted":
        return columns;
      case "updated": {
        const row = this.row(changed.series_id);
        return row === null ? undefined : { ...row, ...columns };
      }
      case "deleted":
        return null;
      default:
        return undefined;
    }
  }

  /** Responses and messages can overtake each other: per series only newer data counts. */
  #hold(seriesId: number, version: number, row: Row | null): boolean {
    if (version <= (this.#held.get(seriesId)?.version ?? 0)) return false;
    this.#held.set(seriesId, { version, row });
    return true;
  }
}
