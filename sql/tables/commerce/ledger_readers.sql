-- commerce.ledger_readers: how far the ledger of stock was read, by each reader.
--
-- Ids are assigned before their transactions commit, so a reader moves in two steps: it
-- notes the greatest id that it sees, and then the next transaction id; it reads up to
-- that id once every transaction below has ended. A movement's transaction has changed
-- a level before the movement gets its id, so it has a transaction id by then.

create table commerce.ledger_readers (
    name text primary key,
    read_id bigint not null default 0,
    noted_id bigint not null default 0,
    noted_xid bigint not null default 0,
    time_zone text,

    constraint ledger_readers_read_id_check
        check (read_id <= noted_id)
);

alter table commerce.ledger_readers enable row level security;

comment on table commerce.ledger_readers is
    'Positions of readers in commerce.stock_movements.';
comment on column commerce.ledger_readers.read_id is
    'Every movement up to this id was read, and no other one will appear among them.';
comment on column commerce.ledger_readers.noted_xid is
    'noted_id may be read when all transactions below this one have ended.';
comment on column commerce.ledger_readers.time_zone is
    'Where the days begin that it has summed; null: it sums none, or none yet.';
