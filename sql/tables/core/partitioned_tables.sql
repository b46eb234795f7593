-- core.partitioned_tables: which tables are cut by time, and how long a piece is kept.
--
-- A release names the tables in its seeds; core.maintain_partitions reads them.

create table core.partitioned_tables (
    table_name text primary key,
    every interval not null,
    ahead integer not null,
    keep interval,
    before_drop text,

    constraint partitioned_tables_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_0-9]+$'),
    constraint partitioned_tables_every_check
        check (
            every in (
                interval '1 hour',
                interval '1 day',
                interval '1 month',
                interval '1 year'
            )
        ),
    constraint partitioned_tables_ahead_check
        check (ahead between 1 and 366),
    constraint partitioned_tables_keep_check
        check (keep > interval '0'),
    constraint partitioned_tables_before_drop_check
        check (before_drop ~ '^[a-z_]+\.[a-z_0-9]+$')
);

alter table core.partitioned_tables enable row level security;
grant select on core.partitioned_tables to service_role, app_worker, app_reader;
grant update (keep) on core.partitioned_tables to service_role;

comment on table core.partitioned_tables is
    'Tables partitioned by time, looked after by core.maintain_partitions.';
comment on column core.partitioned_tables.every is
    'What one partition spans: 1 hour, 1 day, 1 month or 1 year, cut in UTC.';
comment on column core.partitioned_tables.ahead is
    'How many partitions after the current one stand ready.';
comment on column core.partitioned_tables.keep is
    'A partition whose end is older is dropped. The operator''s; null keeps for ever.';
comment on column core.partitioned_tables.before_drop is
    'A function <schema>.<name>(p_partition regclass), run before a partition goes.';
