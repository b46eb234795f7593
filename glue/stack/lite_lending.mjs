// The connections of requests, for glue/stack/lite.mjs: each is lent to one request at a time.
//
// The driver's own pool loses a request that waits in it while a connection ends as it opens, as
// when a pooler is killed: the request gets no connection and no error, and the connection is
// gone, too. So each connection is a driver of its own, and serves one request at a time. It is
// opened by a query, whose failure the driver reports, and lent once it is open. A connection that breaks
// while it opens is opened anew: nothing of a request has been sent by then.

import postgres from "postgres";

const OPENED_WITHIN = 5000;

/** What the driver says of a connection that it gives up. */
const givenUp = () =>
  Object.assign(new Error("no connection was opened in time"), { code: "CONNECT_TIMEOUT" });

class Place {
  isOpen = false;

  constructor(options) {
    this.options = options;
    this.renew();
  }

  /** Leave the connection, whatever its state, and begin with a new one. */
  renew() {
    this.end(0);
    this.isOpen = false;
    const shared = { retries: 0, typeArrayMap: {} };
    const driver = postgres({
      ...this.options,
      shared,
      max: 1,
      onclose: () => {
        if (this.driver === driver) this.isOpen = false;
      },
    });
    this.driver = driver;
  }

  async open() {
    if (this.isOpen) return;
    let clock;
    const late = new Promise((_, reject) => {
      clock = setTimeout(() => reject(givenUp()), OPENED_WITHIN);
    });
    const opening = this.driver`select 1`.execute();
    try {
      await Promise.race([opening, late]);
      this.isOpen = true;
    } catch (error) {
      opening.catch(() => {});
      this.renew();
      throw error;
    } finally {
      clearTimeout(clock);
    }
  }

  async end(timeout) {
    await this.driver?.end({ timeout }).catch(() => {});
  }
}

/** Return how to reserve one of `size` connections, and how to end them all. */
export function lending(options, size) {
  const places = Array.from({ length: size }, () => new Place(options));
  const free = [...places];
  const waiting = [];

  const giveBack = (place) => {
    const next = waiting.shift();
    if (next) next(place);
    else free.push(place);
  };

  // `hasBroken` of the answer is set by who uses it: what has broken is not lent again.
  const reserve = async () => {
    const place = free.pop() ?? (await new Promise((resolve) => waiting.push(resolve)));
    try {
      await place.open();
      const reserved = await place.driver.reserve();
      const { release } = reserved;
      reserved.hasBroken = false;
      reserved.release = () => {
        if (reserved.hasBroken) place.renew();
        else release();
        giveBack(place);
      };
      return reserved;
    } catch (error) {
      giveBack(place);
      throw error;
    }
  };

  const end = (given) => Promise.all(places.map((place) => place.end(given.timeout)));
  return { reserve, end };
}
