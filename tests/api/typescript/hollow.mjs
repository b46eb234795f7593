// A client without a server: its socket opens at once, and each join is accepted.

import { createClient } from "@supabase/supabase-js";

/** Joins are the tokens that channels were joined with; `joined` waits for so many. */
export function connect(accessToken, answer = {}) {
  const joins = [];
  const waiting = [];
  class Socket {
    readyState = 0;
    constructor() {
      queueMicrotask(() => {
        this.readyState = 1;
        this.onopen?.({});
      });
    }
    send(text) {
      const [joinRef, ref, topic, event, payload] = JSON.parse(text);
      if (event !== "phx_join") return;
      joins.push(payload.access_token);
      waiting.splice(0).forEach((tell) => tell());
      const answer = { status: "ok", response: { postgres_changes: [] } };
      const reply = JSON.stringify([joinRef, ref, topic, "phx_reply", answer]);
      queueMicrotask(() => this.onmessage?.({ data: reply }));
    }
    close() {
      this.readyState = 3;
      this.onclose?.({});
    }
  }
  const supabase = createClient("http://127.0.0.1:1", "anon key", {
    db: { schema: "api" },
    accessToken,
    global: { fetch: async () => Response.json(answer) },
    realtime: { transport: Socket },
  });
  const joined = async (count) => {
    while (joins.length < count) await new Promise((tell) => waiting.push(tell));
    return joins;
  };
  return { supabase, joined };
}
