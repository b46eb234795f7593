// Private topics of Realtime: joined once per client for all listeners, and rejoined.
//
// supabase-js reconnects the socket: all channels of the page share it, it handles hidden pages,
// and `reconnectAfterMs` of createClient sets its timing. This file rejoins the channels: the
// library would do so at fixed steps and with the token of the last join, which may have
// expired. So a channel is removed at its first error, which stops the library's own timer, and
// a new one is joined here: with full jitter, a fresh token, and only once the socket is open.

import type { RealtimeChannel } from "@supabase/supabase-js";
import { Bell, type Pace } from "./pace.ts";
import type { ApiClient } from "./rpc.ts";

/** A broadcast as supabase-js delivers it. */
export interface Broadcast {
  readonly event: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly meta?: { readonly id?: string };
}

export interface Listener {
  onMessage(message: Broadcast): void;
  /** From now on every message arrives, until `onLost`. */
  onJoined(): void;
  onLost(): void;
}

const CONFIG = { private: true, broadcast: { replication_ready: true } };
const SOCKET_CHECK_MS = 100;

const ROOMS = new WeakMap<ApiClient, Map<string, Room>>();

/** Listen to a private topic; the returned function leaves it and resolves when it is left. */
export function listen(
  client: ApiClient,
  topic: string,
  pace: Pace,
  listener: Listener,
): () => Promise<void> {
  const rooms = ROOMS.get(client) ?? new Map<string, Room>();
  ROOMS.set(client, rooms);
  const room = rooms.get(topic) ?? new Room(client, topic, pace, () => rooms.delete(topic));
  rooms.set(topic, room);
  room.add(listener);
  return () => room.remove(listener);
}

/** One topic of one client; it ends with its last listener. */
class Room {
  readonly #client: ApiClient;
  readonly #topic: string;
  readonly #pace: Pace;
  readonly #listeners = new Set<Listener>();
  readonly #bell = new Bell();
  readonly #over: Promise<void>;
  #isJoined = false;
  #joinedAt = Infinity;
  #lose: () => void = () => {};

  constructor(client: ApiClient, topic: string, pace: Pace, onOver: () => void) {
    this.#client = client;
    this.#topic = topic;
    this.#pace = pace;
    // Deferred: the first listener is added after the constructor.
    this.#over = Promise.resolve().then(() => this.#keepJoined()).finally(onOver);
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
    if (this.#isJoined) listener.onJoined();
  }

  async remove(listener: Listener): Promise<void> {
    this.#listeners.delete(listener);
    if (!this.#isEmpty) return;
    this.#isJoined = false;
    this.#lose();
    this.#bell.ring();
    await this.#over;
  }

  get #isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  async #keepJoined(): Promise<void> {
    for (let failures = 0; !this.#isEmpty; ) {
      await this.#openSocket();
      if (!this.#isEmpty) await this.#join();
      failures = this.#wasSteady() ? 1 : failures + 1;
      if (!this.#isEmpty) await this.#bell.wait(this.#pace.backoff(failures));
    }
  }

  /** Whether it was joined for a while; a short-lived join is not a success. */
  #wasSteady(): boolean {
    const joinedFor = Date.now() - this.#joinedAt;
    this.#joinedAt = Infinity;
    return joinedFor >= this.#pace.timings.steadyMs;
  }

  /**
   * Wait until the socket is open. The library would queue earlier pushes and send one stale
   * join after the other. The socket reconnects by itself, unless the app disconnected it; so
   * connect() is called, which does nothing while it is connecting.
   */
  async #openSocket(): Promise<void> {
    const { realtime } = this.#client;
    const { backoffCapMs } = this.#pace.timings;
    for (let waited = backoffCapMs; !this.#isEmpty && !realtime.isConnected(); ) {
      if (waited >= backoffCapMs) {
        realtime.connect();
        waited = 0;
      }
      await this.#bell.wait(SOCKET_CHECK_MS);
      waited += SOCKET_CHECK_MS;
    }
  }

  /** Join, and stay until the channel is lost or has no listener. */
  async #join(): Promise<void> {
    // Use the client's current token; without this a private join is anonymous.
    await this.#client.realtime.setAuth();
    if (this.#isEmpty) return;
    const channel = this.#client.channel(this.#topic, { config: CONFIG });
    await this.#untilLost(channel);
    if (this.#isJoined) this.#tell((listener) => listener.onLost());
    this.#isJoined = false;
    await this.#client.removeChannel(channel);
  }

  async #untilLost(channel: RealtimeChannel): Promise<void> {
    const { joinMs, readyMs } = this.#pace.timings;
    let ready: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((lose) => {
      this.#lose = lose;
      channel
        .on("broadcast", { event: "*" }, (message: Broadcast) => {
          this.#tell((listener) => listener.onMessage(message));
        })
        .on("system", {}, ({ status }: { status: string }) => {
          if (status === "ok") this.#enter();
          else lose();
        })
        .subscribe((status) => {
          // If the server never reports that broadcasts have started, assume it after a while.
          if (`${status}` === "SUBSCRIBED") ready = setTimeout(() => this.#enter(), readyMs);
          else lose();
        }, joinMs);
    });
    clearTimeout(ready);
  }

  #enter(): void {
    if (this.#isJoined || this.#isEmpty) return;
    this.#isJoined = true;
    this.#joinedAt = Date.now();
    this.#tell((listener) => listener.onJoined());
  }

  #tell(word: (listener: Listener) => void): void {
    for (const listener of [...this.#listeners]) word(listener);
  }
}
