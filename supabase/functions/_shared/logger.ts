// Logs: a line of JSON for each event, without a secret in it.

const HIDDEN = "REDACTED";

export class Logger {
  #secrets = new Set<string>();

  constructor(readonly facts: Record<string, unknown> = {}) {}

  /** Let these appear in no line and no text that was cleaned, however they are spelled. */
  hide(secrets: string[]): void {
    for (const secret of secrets.filter(Boolean)) {
      const form = new URLSearchParams([["", secret]]).toString().slice(1);
      const json = JSON.stringify(secret).slice(1, -1);
      for (const spelled of [secret, encodeURIComponent(secret), form, json]) {
        this.#secrets.add(spelled);
      }
    }
  }

  /** A text without secrets: a source may repeat a key in its answer. */
  clean(text: string): string {
    for (const secret of [...this.#secrets].sort((a, b) => b.length - a.length)) {
      text = text.replaceAll(secret, HIDDEN);
    }
    return text;
  }

  info(event: string, facts: Record<string, unknown> = {}): void {
    console.log(this.#line("info", event, facts));
  }

  warn(event: string, facts: Record<string, unknown> = {}): void {
    console.error(this.#line("warning", event, facts));
  }

  #line(level: string, event: string, facts: Record<string, unknown>): string {
    return this.clean(JSON.stringify({ level, event, ...this.facts, ...facts }));
  }
}
