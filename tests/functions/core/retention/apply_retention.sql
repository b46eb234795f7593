-- Proves functions/core/retention/apply_retention.sql.
begin;
select plan(15);

-- Given: noon, and a table that forgets what is done after a day, two rows at a time.
select tests.set_clock('2026-01-10 12:00+00');
create table core.pots (id integer, made_at timestamptz, is_done boolean);
insert into core.pots values
(1, '2026-01-01', true), (2, '2026-01-02', true), (3, '2026-01-03', null),
(4, '2026-01-04', true), (5, '2026-01-10', true);
insert into core.retention_policies (
    table_name, method, column_name, keep, condition, batch_rows, description
)
values ('core.pots', 'predicate', 'made_at', '1 day', 'is_done or false', 2, 'Pots.');

select results_eq(
    $$ select outcome, rows, cutoff_at from core.apply_retention('core.pots', true) $$,
    $$ values ('done', 3::bigint, timestamptz '2026-01-09 12:00+00') $$,
    'a dry run says how many would go'
);
select is((select count(*) from core.pots), 5::bigint, 'and takes none');
select core.place_legal_hold('core.pots', 'A court asks.')::text;
select is(
    (select outcome from core.apply_retention('core.pots')),
    'held',
    'a held table keeps all'
);
select is((select count(*) from core.pots), 5::bigint, 'really');
do $$ begin
    perform core.release_legal_hold(h.id) from core.legal_holds as h;
end; $$;
select results_eq(
    $$ select outcome, rows, has_more from core.apply_retention('core.pots') $$,
    $$ values ('done', 2::bigint, true) $$, 'a batch goes'
);
select results_eq(
    $$ select outcome, rows, has_more from core.apply_retention('core.pots') $$,
    $$ values ('done', 1::bigint, false) $$, 'and the rest'
);
select results_eq(
    $$ select id from core.pots order by id $$, array[3, 5],
    'what is young, or not done, or not known to be, stays'
);
update core.retention_policies set is_enabled = false
where table_name = 'core.pots';
select is(
    (select outcome from core.apply_retention('core.pots')), 'disabled',
    'an operator may switch it off'
);
update core.retention_policies set is_enabled = true, condition = '1 / 0 = 1'
where table_name = 'core.pots';
select is(
    (select detail from core.apply_retention('core.pots')), '22012: division by zero',
    'an error is reported'
);
select throws_ok(
    $$ select core.apply_retention('core.pans') $$, 'PT422', 'core.unknown_table',
    'a table has its policy'
);

-- Given: a table cut by month.
create table core.cups (made_at timestamptz) partition by range (made_at);
create table core.cups_p2025 partition of core.cups for values from ('2025-01-01') to (
    '2026-01-01'
);
create table core.cups_p2026 partition of core.cups for values from ('2026-01-01') to (
    '2027-01-01'
);
insert into core.retention_policies (table_name, method, column_name, keep, description)
values ('core.cups', 'partition', 'made_at', '1 day', 'Cups.');
select is(
    (select partitions from core.apply_retention('core.cups', true)),
    array['core.cups_p2025'], 'a dry run names the partitions that would go'
);
select is(
    (select partitions from core.apply_retention('core.cups')),
    array['core.cups_p2025'],
    'then they go'
);
select has_table('core', 'cups_p2026', 'and no other');

-- Given: rows in two partitions, of which each has an old one and a new one.
create table core.jars (made_at timestamptz, kind text) partition by list (kind);
create table core.jars_a partition of core.jars for values in ('a');
create table core.jars_b partition of core.jars for values in ('b');
insert into core.jars values
('2020-01-01', 'a'), ('2090-01-01', 'a'), ('2090-01-01', 'b'), ('2020-01-01', 'b');
insert into core.retention_policies (table_name, method, column_name, keep, description)
values ('core.jars', 'predicate', 'made_at', '1 day', 'Jars.');
select results_eq(
    $$ select r.rows, r.has_more from core.apply_retention('core.jars') as r
    union all select r.rows, r.has_more from core.apply_retention('core.jars') as r
    union all select r.rows, r.has_more from core.apply_retention('core.jars') as r $$,
    $$ values (1::bigint, true), (1, true), (0, false) $$,
    'a batch is of one partition'
);
select is(
    (select count(*) from core.jars
where made_at > '2080-01-01'), 2::bigint,
    'and deletes no row at the same place in another'
);

select * from finish();
rollback;
