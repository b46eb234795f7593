// Another attempt at what may pass: exponential backoff with full jitter, or as it is asked.

/** A longer wait, in seconds, is not slept. */
export const LONGEST_WAIT = 30;

/** A request failed in a way that may pass; `after` seconds if the source says when. */
export class PassingError extends Error {
  constructor(readonly kind: string, message: string, readonly after?: number) {
    super(message);
  }
}

/** Read Retry-After in seconds, or as a date. */
export function retryAfter(text: string | null): number | undefined {
  const given = (text ?? "").trim();
  if (/^\d+$/.test(given)) return Number(given);
  const date = /^[A-Z][a-z]{2}, /.test(given) ? Date.parse(given) : NaN;
  return Number.isNaN(date) ? undefined : Math.max((date - Date.now()) / 1000, 0);
}

/** How long to wait after an attempt; the first is 1. */
export function waitSeconds(attempt: number, after?: number): number {
  const jitter = Math.random() * Math.min(2 ** (attempt - 1), LONGEST_WAIT);
  return after === undefined ? jitter : after + jitter / 10;
}

/** Act, and again while `mayPass` and attempts are left; what remains is thrown. */
export async function retry<Done>(
  attempts: number,
  act: () => Promise<Done>,
  mayPass: (error: unknown) => boolean,
  pause: (seconds: number) => Promise<void>,
): Promise<Done> {
  for (let attempt = 1;; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt >= attempts || !mayPass(error)) throw error;
      await pause(waitSeconds(attempt, error instanceof PassingError ? error.after : undefined));
    }
  }
}
