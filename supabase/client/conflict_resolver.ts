// Merges edits of one reader and series on the device, with the rules of reading._merge.
//
// A device shows the winner before the server has responded, so it must decide as the server
// does: numbers rounded as in the columns, times to the microsecond, text by code point. The
// order is total, so the result does not depend on the order or the number of edits.

export type Policy = "lww" | "furthest" | "furthest_unless_same_device";

/** The place of a reader; at least one of chapter, page and percent is set. */
export interface Place {
  chapter?: number | null;
  chapter_label?: string | null;
  page?: number | null;
  percent?: number | null;
}

/**
 * The place of a reader, according to one device at one time. `version` is that of the server's
 * row; `base_version` is that of the row that the reader saw when the edit was made.
 */
export interface Edit extends Place {
  device_id: string;
  rewinds: number;
  updated_at: string;
  version?: number | null;
  base_version?: number | null;
}

type Rank = readonly (number | bigint | string)[];

const NOWHERE = -1;
const TIME =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?(?:Z|([+-])(\d\d)(?::?(\d\d))?)$/;

/** The rule of one policy. */
export class ConflictResolver {
  readonly policy: Policy;

  constructor(policy: Policy = "lww") {
    this.policy = policy;
  }

  /** The winning edit; null if there is none. */
  resolve<E extends Edit>(updates: Iterable<E>): E | null {
    let best: E | null = null;
    for (const edit of updates) best = best === null ? edit : this.#greater(best, edit);
    return best;
  }

  /**
   * Whether two devices made different edits without having seen each other's. Of each device
   * only its greatest edit counts; the others are its own history.
   */
  detectConflict(updates: Iterable<Edit>): boolean {
    const latest = new Map<string, Edit>();
    for (const edit of updates) {
      const held = latest.get(edit.device_id);
      latest.set(edit.device_id, held === undefined ? edit : this.#greater(held, edit));
    }
    const edits = [...latest.values()];
    return edits.some((one, index) =>
      edits
        .slice(index + 1)
        .some((other) => differs(one, other) && !hasSeen(one, other) && !hasSeen(other, one)),
    );
  }

  #greater<E extends Edit>(one: E, other: E): E {
    return compareRanks(this.#rank(other), this.#rank(one)) > 0 ? other : one;
  }

  /** The columns of reading._rank, in its order; a column that the policy ignores is -1. */
  #rank(edit: Edit): Rank {
    return [
      this.policy === "furthest_unless_same_device" ? edit.rewinds : NOWHERE,
      ...(this.policy === "lww" ? [NOWHERE, NOWHERE, NOWHERE] : distanceRank(edit)),
      microseconds(edit.updated_at),
      edit.device_id,
      ...placeRank(edit),
      edit.chapter_label ?? "",
      edit.rewinds,
    ];
  }
}

/** Whether one place is before another, as policy furthest compares them. */
export function isBehind(one: Place, other: Place): boolean {
  return compareRanks(distanceRank(one), distanceRank(other)) < 0;
}

/** The microseconds since 1970 of a time with a zone; a Date has milliseconds only. */
export function microseconds(time: string): bigint {
  const [, day, minute, second = "00", fraction = "", sign, hours, minutes = "0"] =
    TIME.exec(time) ?? [];
  const milliseconds = day === undefined ? NaN : Date.parse(`${day}T${minute}:${second}Z`);
  if (Number.isNaN(milliseconds)) throw new RangeError(`${time} is not a time with a zone`);
  const east = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
  const rest = roundToEven(Number(`0${fraction}`) * 1e6);
  return BigInt(milliseconds - east * 60_000) * 1000n + BigInt(rest);
}

/** A time as text that keeps its microseconds. */
export function writeTime(time: bigint): string {
  const milliseconds = new Date(Number(time / 1000n)).toISOString().slice(0, -1);
  return `${milliseconds}${String(time % 1000n).padStart(3, "0")}Z`;
}

/**
 * A place as policy furthest compares it: first reading._distance, in thousandths of a chapter.
 * Without a chapter, one percent counts as one chapter; with only a page, twenty pages do.
 */
function distanceRank(place: Place): number[] {
  const [chapter, page, percent] = placeRank(place);
  const estimate = place.percent != null ? percent * 10 : page * 50;
  return [place.chapter != null ? chapter : estimate, page, percent];
}

function placeRank(place: Place): [number, number, number] {
  return [
    scaled(place.chapter ?? NOWHERE, 3),
    place.page ?? NOWHERE,
    scaled(place.percent ?? NOWHERE, 2),
  ];
}

/**
 * A number times a power of ten, rounded half away from zero. It works on the shortest decimal
 * spelling, which JSON carries and Postgres rounds; arithmetic on the double could differ.
 */
function scaled(value: number, decimals: number): number {
  const [mantissa = "", exponent] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = 1 + Number(exponent) + decimals;
  if (point < 0) return 0;
  const whole = Number(digits.slice(0, point).padEnd(point, "0"));
  return Math.sign(value) * (whole + (digits.charAt(point) >= "5" ? 1 : 0));
}

/** Rounds a fraction of a second that is finer than microseconds as Postgres does. */
function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return value % 1 === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}

function compareRanks(one: Rank, other: Rank): number {
  for (const [index, value] of one.entries()) {
    const compared = compare(value, other[index] ?? value);
    if (compared !== 0) return compared;
  }
  return 0;
}

/** Both values are from one column, so they have one type. */
function compare(one: Rank[number], other: Rank[number]): number {
  if (typeof one === "string" || typeof other === "string") {
    return compareCodePoints(String(one), String(other));
  }
  return Number(one > other) - Number(one < other);
}

/** JavaScript compares code units: there a character beyond U+FFFF is before U+E000. */
function compareCodePoints(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    const [a, b] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (a !== b) return Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return one.length - other.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function differs(one: Edit, other: Edit): boolean {
  return (
    compareRanks(placeRank(one), placeRank(other)) !== 0 ||
    (one.chapter_label ?? "") !== (other.chapter_label ?? "")
  );
}

function hasSeen(one: Edit, other: Edit): boolean {
  return (
    one.base_version != null && other.version != null && one.base_version >= other.version
  );
}
