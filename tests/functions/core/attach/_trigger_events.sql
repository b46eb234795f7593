-- Proves functions/core/attach/_trigger_events.sql.
begin;
select plan(2);

create table public.t_one (id bigint);
create table public.t_parts (id bigint) partition by list (id);

select results_eq(
    $$ select * from core._trigger_events('public.t_one') where event = 'update' $$,
    $$ values (
        'update', 'after update',
        'referencing old table as old_rows new table as new_rows for each statement'
    ) $$,
    'a statement of a table'
);
select results_eq(
    $$ select e.event, trim(e.calls) from core._trigger_events('public.t_parts') as e
    order by 1 $$,
    $$ values
        ('delete', 'for each row'), ('insert', 'for each row'),
        ('truncate', 'for each statement'), ('update', 'for each row') $$,
    'each row of a partitioned one'
);

select * from finish();
rollback;
