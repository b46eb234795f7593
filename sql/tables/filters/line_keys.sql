-- filters.line_keys: where the line of each key is, while lines are kept by month.
--
-- A unique index of a partitioned table has to contain the time, so it cannot keep a
-- key unique. This table does, and it leads from a key to the one month of its line.
-- Triggers on the partitioned lines write it. A sender claims keys here in their order
-- before it writes lines, so senders of the same keys wait for each other. Without
-- months it is empty: then an index of the lines does the same.

create table filters.line_keys (
    line_key text primary key,
    line_id bigint,
    sold_at timestamptz
)
with (fillfactor = 80);

alter table filters.line_keys enable row level security;

comment on table filters.line_keys is
    'Keys of lines that are kept by month; empty while they are in one table.';
comment on column filters.line_keys.line_id is
    'The id of the line; null only within the transaction that claims the key.';
comment on column filters.line_keys.sold_at is
    'The time of the line, which leads to its month.';
