-- concerts.merge_rules: what becomes of two rows that a merge brings under one key.
--
-- The key is that of a unique index, written as its columns and expressions, or columns
-- that need not be unique otherwise, such as a song in a setlist. A unique index
-- without a row here has the rule keep.

create table concerts.merge_rules (
    table_name text not null,
    columns text[] not null,
    rule text not null,
    latest_column text,
    totals jsonb not null default '{}',

    primary key (table_name, columns),
    constraint merge_rules_table_name_check
        check (table_name ~ '^[a-z_]+\.[a-z_]+$'),
    constraint merge_rules_columns_check
        check (cardinality(columns) > 0),
    constraint merge_rules_rule_check
        check (rule in ('keep', 'latest', 'sum', 'append')),
    constraint merge_rules_latest_column_check
        check ((rule = 'latest') = (latest_column is not null)),
    constraint merge_rules_totals_check
        check (jsonb_typeof(totals) = 'object' and (rule = 'sum') = (totals <> '{}'))
);

alter table concerts.merge_rules enable row level security;

comment on table concerts.merge_rules is
    'The collision rule of a unique key; without a row: keep.';
comment on column concerts.merge_rules.rule is
    'keep: the kept row, its empty columns filled; latest: values of the row with the '
    'later latest_column; sum: totals are added; append: the row moves behind the '
    'others.';
comment on column concerts.merge_rules.totals is
    'How a column is added: sum, or sum_logs where it holds the logarithm of a sum.';
comment on column concerts.merge_rules.columns is
    'For append, the last one is the number that is raised.';
