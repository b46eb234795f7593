// The documents that any client may run: the rows of concerts.persisted_queries.

import { SafeError } from "postgraphile/grafast";
import { withPgClientFromPgService } from "postgraphile/@dataplan/pg";

const READ = "select id, document from concerts.persisted_queries";
const KEEP_MS = 60_000;
const RETRY_MS = 2_000;

/** The rows as they were read last; an unknown id makes them be read again, at times. */
export class Documents {
  constructor(service) {
    this.service = service;
    this.byId = new Map();
    this.readAt = -Infinity;
    this.reading = null;
  }

  /** The text of an id; raises when there is none. */
  async find(id) {
    const age = performance.now() - this.readAt;
    if (age > (this.byId.has(id) ? KEEP_MS : RETRY_MS)) {
      this.reading ??= this.read().finally(() => (this.reading = null));
      await this.reading;
    }
    const document = this.byId.get(id);
    return document ?? refuse(`there is no document ${id.slice(0, 80)}`);
  }

  async read() {
    const rows = await withPgClientFromPgService(this.service, { role: "anon" }, (client) =>
      client.query({ text: READ }),
    );
    this.byId = new Map(rows.rows.map(({ id, document }) => [id, document]));
    this.readAt = performance.now();
  }
}

function refuse(why) {
  throw new SafeError(`graphql.unknown_document: ${why}`, { statusCode: 400 });
}

/** The id of a request: as Apollo's clients, Relay and others send it. */
export function idOf(body) {
  const id = body?.extensions?.persistedQuery?.sha256Hash ?? body?.documentId ?? body?.id;
  return typeof id === "string" ? id : undefined;
}

/** Whether a request may bring a text of its own. */
export const mayAsk = (request) =>
  request?.requestContext?.node?.req.caller.role === "service_role";

/** Refuses texts before the plugin of the library does, which would log the whole request. */
export const RefuseTextsPlugin = {
  name: "RefuseTextsPlugin",
  version: "1.0.0",
  before: ["PersistedPlugin"],
  grafserv: {
    middleware: {
      processGraphQLRequestBody(next, { body, request }) {
        if (idOf(body) === undefined && !mayAsk(request)) {
          refuse("send the id of a listed document");
        }
        return next();
      },
    },
  },
};
