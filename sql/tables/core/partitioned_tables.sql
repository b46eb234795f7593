-- core.partitioned_tables: tables that are partitioned by time, with their retention.
--
-- A release seeds the tables; core.maintain_partitions reads them.

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

comment on table core.partitioned_tables is
    'Tables partitioned by time; core.maintain_partitions maintains them.';
comment on column core.partitioned_tables.every is
    'The span of one partition: 1 hour, 1 day, 1 month or 1 year, in UTC.';
comment on column core.partitioned_tables.ahead is
    'Number of partitions that are created ahead of the current one.';
comment on column core.partitioned_tables.keep is
    'A partition that ended longer ago is dropped; null: never. Owned by the operator.';
comment on column core.partitioned_tables.before_drop is
    'A function <schema>.<name>(p_partition regclass), run before each drop.';
