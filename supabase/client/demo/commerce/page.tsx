// The demo page of commerce: two customers race for the last pieces of a product, and the
// staff sends what was bought. Each has a client of their own; all of them see it live.

import { useDeferredValue, useState } from "react";
import type { Database } from "../../../types.ts";
import type { ApiClient } from "../../index.ts";
import { type LiveView, useLive } from "../../use_live.ts";
import { ask, explain, number, type Outcome, OutcomeText, useOutcome, userOf } from "../parts.tsx";
import { namesOf, type PageProps, startPage, type Tokens } from "../people.tsx";
import { connect } from "../session.ts";

const PEOPLE = {
  ada: { name: "Ada", user: "ada" },
  bob: { name: "Bob", user: "bob" },
  staff: { name: "Staff", user: "cleo --app-role admin" },
};
type Person = keyof typeof PEOPLE;
type Clients = Readonly<Record<Person, ApiClient>>;

interface Product {
  readonly id: number;
  readonly title: string;
  readonly skus: readonly string[];
  readonly price_minor: number | null;
}

interface Offer extends Product {
  readonly sku: string;
  readonly available: number;
}

interface Stock {
  readonly available: number;
}

interface Order {
  readonly id: number;
  readonly status: string;
  readonly user_id: string;
  readonly currency: string;
  readonly total_minor: number;
}

interface Page<Item> {
  readonly items: readonly Item[];
}

type Functions = Database["api"]["Functions"];

const OFFERS = 8;
const ORDERS = 5;
const ADDRESS = { street: "1 Main Street", city: "Manila", country: "PH" };

/** What the staff does next with an order in a status. */
const NEXT: Readonly<Record<string, readonly [string, (order: Order) => Promised]>> = {
  placed: [
    "Pay",
    ({ id, total_minor, currency }) => [
      "pay_order",
      { order_id: id, payment: { amount_minor: total_minor, currency, method: "card" } },
    ],
  ],
  paid: ["Pack", ({ id }) => ["pack_order", { order_id: id }]],
  packed: ["Ship", ({ id }) => ["ship_order", { order_id: id }]],
  shipped: ["Deliver", ({ id }) => ["deliver_order", { order_id: id }]],
};
type Command = "pay_order" | "pack_order" | "ship_order" | "deliver_order";
type Promised = readonly [Command, Functions[Command]["Args"]];

/** A customer cancels until the order is packed. */
const CANCELLABLE = new Set(["placed", "paid"]);

function money(minor: number, currency = "PHP"): string {
  return new Intl.NumberFormat("en", { style: "currency", currency }).format(minor / 100);
}

function readStock(client: ApiClient, sku: string): Promise<Stock> {
  return ask<"get_stock", Stock>(client, "get_stock", { sku });
}

async function readOffers(client: ApiClient, search: string): Promise<readonly Offer[]> {
  const { items } = await ask<"list_products", Page<Product>>(client, "list_products", {
    search,
    page_size: OFFERS,
  });
  return Promise.all(
    items.flatMap((product) =>
      product.skus.slice(0, 1).map(async (sku) => {
        const { available } = await readStock(client, sku);
        return { ...product, sku, available };
      }),
    ),
  );
}

function useStock(client: ApiClient, sku: string): LiveView<Stock> {
  return useLive(client, sku, {
    load: (asked) => readStock(asked, sku),
    topics: () => [`commerce:stock:${sku}`],
  });
}

/** The newest orders that a user may see. */
function useOrders(client: ApiClient): LiveView<Page<Order>> {
  return useLive(client, "orders", {
    load: (asked) =>
      ask<"list_orders", Page<Order>>(asked, "list_orders", { page_size: ORDERS }),
    topics: ({ items }) => items.map(({ id }) => `commerce:order:${id}`),
  });
}

function Shop({ apiKey, tokens, signOut }: PageProps<Person>) {
  const [clients] = useState<Clients>(() => ({
    ada: connect(apiKey, tokens.ada),
    bob: connect(apiKey, tokens.bob),
    staff: connect(apiKey, tokens.staff),
  }));
  const [text, setText] = useState("");
  const [chosen, choose] = useState<Offer | null>(null);
  const search = useDeferredValue(text.trim());
  const offers = useLive(clients.ada, search, {
    load: (client) => readOffers(client, search),
    topics: (shown) => shown.map(({ sku }) => `commerce:stock:${sku}`),
  });
  const offer = chosen ?? scarcest(offers.data ?? []);
  if (chosen === null && offer !== null) choose(offer);
  return (
    <>
      <header>
        <h1>Commerce</h1>
        <p className="state" role="status" data-state={offers.state}>
          {offers.state === "live" ? "Live: stock shows by itself" : "Connecting to Realtime"}
        </p>
        <button onClick={signOut}>Sign out</button>
      </header>
      {offers.error !== null && <p role="alert">{explain(offers.error)}</p>}
      <main>
        <fieldset className="offers">
          <legend>Product</legend>
          <input
            type="search"
            aria-label="Search products"
            placeholder="Search"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <ul>
            {(offers.data ?? []).map((item) => (
              <li key={item.sku}>
                <label>
                  <input
                    type="radio"
                    name="product"
                    checked={item.sku === offer?.sku}
                    onChange={() => choose(item)}
                  />
                  <span title={item.title}>{item.title}</span>
                  <data value={item.available}>{number.format(item.available)} left</data>
                </label>
              </li>
            ))}
          </ul>
          {offers.data?.length === 0 && <p>No product matches.</p>}
        </fieldset>
        {offer !== null && <Race key={offer.sku} {...{ clients, tokens, offer }} />}
      </main>
    </>
  );
}

/** The product that is nearly sold out. */
function scarcest(offers: readonly Offer[]): Offer | null {
  const inStock = offers.filter(({ available }) => available > 0);
  return inStock.sort((a, b) => a.available - b.available)[0] ?? offers[0] ?? null;
}

interface RaceProps {
  clients: Clients;
  tokens: Tokens<Person>;
  offer: Offer;
}

function Race({ clients, tokens, offer: { sku, title, price_minor } }: RaceProps) {
  const [wanted, setWanted] = useState<string | null>(null);
  const ada = useCustomer("ada", clients.ada, sku);
  const bob = useCustomer("bob", clients.bob, sku);
  const orders = useOrders(clients.staff);
  // As long as a person has not typed a number, both want all that is left.
  const left = Math.max(1, ada.stock.data?.available ?? 1);
  const quantity = Math.max(1, Math.trunc(Number(wanted ?? left)) || 1);
  const buy = async (customers: readonly Customer[]): Promise<void> => {
    await Promise.all(customers.map((customer) => customer.buy(quantity)));
    orders.refresh();
  };
  const users = new Map(namesOf(PEOPLE).map((who) => [userOf(tokens[who]), PEOPLE[who].name]));
  return (
    <>
      <div className="race">
        <h2>
          {title}{" "}
          <small>
            {sku}
            {price_minor !== null && ` · ${money(price_minor)}`}
          </small>
        </h2>
        <label>
          Pieces for each
          <input
            type="number"
            min={1}
            value={wanted ?? left}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
        <button className="main" onClick={() => void buy([ada, bob])}>
          Both buy at once
        </button>
      </div>
      <div className="panes">
        {[ada, bob].map((customer) => (
          <Pane
            key={customer.person}
            customer={customer}
            quantity={quantity}
            onBuy={() => void buy([customer])}
          />
        ))}
        <Staff client={clients.staff} orders={orders} users={users} />
      </div>
    </>
  );
}

interface Customer {
  readonly person: Person;
  readonly client: ApiClient;
  readonly stock: LiveView<Stock>;
  readonly orders: LiveView<Page<Order>>;
  readonly outcome: Outcome | null;
  readonly held: number | null;
  readonly buy: (quantity: number) => Promise<void>;
  readonly hold: (quantity: number) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly cancel: (order: Order) => Promise<void>;
}

function useCustomer(person: Person, client: ApiClient, sku: string): Customer {
  const stock = useStock(client, sku);
  const orders = useOrders(client);
  const [held, setHeld] = useState<number | null>(null);
  const [outcome, run] = useOutcome();
  return {
    person,
    client,
    stock,
    orders,
    outcome,
    held,
    buy: (quantity) =>
      run(async () => {
        const { order_id } = await ask<"place_order", { order_id: number }>(
          client,
          "place_order",
          {
            lines: [{ sku, quantity }],
            ship_to: { name: PEOPLE[person].name, ...ADDRESS },
            idempotency_key: crypto.randomUUID(),
          },
        );
        orders.refresh();
        return `Got it: ${number.format(quantity)} in order ${order_id}.`;
      }),
    hold: (quantity) =>
      run(async () => {
        const { reservation_id } = await ask<"reserve_stock", { reservation_id: number }>(
          client,
          "reserve_stock",
          { lines: [{ sku, quantity }], idempotency_key: crypto.randomUUID() },
        );
        setHeld(reservation_id);
        return `Held: ${number.format(quantity)} for 15 minutes.`;
      }),
    release: () =>
      run(async () => {
        await ask(client, "release_reservation", { reservation_id: held ?? 0 });
        setHeld(null);
        return "Released: others can have it.";
      }),
    cancel: ({ id }) =>
      run(async () => {
        await ask(client, "cancel_order", { order_id: id, reason: "Changed my mind" });
        return `Cancelled: order ${id}.`;
      }),
  };
}

interface PaneProps {
  customer: Customer;
  quantity: number;
  onBuy: () => void;
}

function Pane({ customer, quantity, onBuy }: PaneProps) {
  const { person, stock, orders, outcome, held } = customer;
  const left = stock.data?.available;
  return (
    <section aria-label={PEOPLE[person].name} data-state={stock.state}>
      <h2>{PEOPLE[person].name}</h2>
      <p className="left" data-left={left}>
        {left === undefined ? "…" : number.format(left)}
        <small>left</small>
      </p>
      <div className="actions">
        <button onClick={onBuy}>Buy {number.format(quantity)}</button>
        {held === null ? (
          <button onClick={() => void customer.hold(quantity)}>
            Hold {number.format(quantity)}
          </button>
        ) : (
          <button onClick={() => void customer.release()}>Release</button>
        )}
      </div>
      <OutcomeText outcome={outcome} />
      <Orders view={orders}>
        {(order) =>
          CANCELLABLE.has(order.status) && (
            <button
              aria-label={`Cancel order ${order.id}`}
              onClick={() => void customer.cancel(order)}
            >
              Cancel
            </button>
          )
        }
      </Orders>
    </section>
  );
}

interface StaffProps {
  client: ApiClient;
  orders: LiveView<Page<Order>>;
  users: ReadonlyMap<unknown, string>;
}

function Staff({ client, orders, users }: StaffProps) {
  const [outcome, run] = useOutcome();
  return (
    <section aria-label="Staff" data-state={orders.state}>
      <h2>Staff</h2>
      <p>
        <small>Takes the payment, packs, ships and delivers; the customers see it live.</small>
      </p>
      <OutcomeText outcome={outcome} />
      <Orders view={orders} users={users}>
        {(order) => {
          const next = NEXT[order.status];
          if (next === undefined) return null;
          const [label, command] = next;
          const act = (): Promise<void> =>
            run(async () => {
              const { status } = await ask<Command, { status: string }>(
                client,
                ...command(order),
              );
              return `Order ${order.id} is ${status}.`;
            });
          return (
            <button aria-label={`${label} order ${order.id}`} onClick={() => void act()}>
              {label}
            </button>
          );
        }}
      </Orders>
    </section>
  );
}

interface OrdersProps {
  view: LiveView<Page<Order>>;
  users?: ReadonlyMap<unknown, string>;
  children: (order: Order) => React.ReactNode;
}

function Orders({ view: { data, error }, users, children }: OrdersProps) {
  const items = data?.items ?? [];
  return (
    <>
      <h3>Orders</h3>
      {error !== null && <p role="alert">{explain(error)}</p>}
      {data !== null && items.length === 0 && <small>None yet.</small>}
      <ul className="orders">
        {items.map((order) => (
          <li key={order.id} data-order={order.id} data-status={order.status}>
            <span>
              {order.id}
              {users?.has(order.user_id) && `, ${users.get(order.user_id)}`}: <b>{order.status}</b>
            </span>
            <data value={order.total_minor}>{money(order.total_minor, order.currency)}</data>
            {children(order)}
          </li>
        ))}
      </ul>
    </>
  );
}

await startPage("Commerce", PEOPLE, Shop);
