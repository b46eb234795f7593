-- core._trigger_events: when the triggers of an attachment fire on a table.
--
-- On a partitioned table they fire for each row, since Postgres gives each partition,
-- also one that comes later, a copy: what is written to a partition is not missed.

create or replace function core._trigger_events(p_table regclass)
    returns table (event text, timing text, calls text)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select
        e.event, 'after ' || e.event,
        case
            when c.relkind = 'p' and e.event <> 'truncate' then 'for each row'
            else e.rows || ' for each statement'
        end
    from pg_catalog.pg_class as c
    cross join (
        values
        ('insert', 'referencing new table as new_rows'),
        ('update', 'referencing old table as old_rows new table as new_rows'),
        ('delete', 'referencing old table as old_rows'),
        ('truncate', '')
    ) as e (event, rows)
    where c.oid = p_table
$$;

comment on function core._trigger_events(regclass) is
    'insert, update, delete and truncate, with the words of create trigger.';
