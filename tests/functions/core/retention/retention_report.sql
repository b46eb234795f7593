-- Proves functions/core/retention/retention_report.sql.
begin;
select plan(2);

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

select core.place_legal_hold('core.pots', 'A court asks.')::text;
select outcome from core.apply_retention('core.pots');
select results_eq(
    $$ select method, keep, holds, last_outcome, last_run_at
       from core.retention_report()
       where table_name = 'core.pots' $$,
    $$ values (
        'predicate', interval '1 day', array['A court asks.'], 'held',
        timestamptz '2026-01-10 12:00+00'
    ) $$,
    'a table''s line says how long, what holds it, and what the last run did'
);
select isnt_empty(
    $$ select from core.retention_report() where table_name = 'core.events' $$,
    'tables that are only cut by time are in it'
);

select * from finish();
rollback;
