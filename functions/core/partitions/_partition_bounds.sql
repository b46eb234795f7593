-- core._partition_bounds: the partitions of a table by time, with their bounds.
--
-- The catalog stores bounds only as an expression, so its text is parsed. The settings
-- make that text the same for every caller.

create or replace function core._partition_bounds(p_table regclass)
    returns table (partition regclass, from_at timestamptz, until_at timestamptz)
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set datestyle = 'ISO'
    set timezone = 'UTC'
as $$
    select
        i.inhrelid::regclass,
        substring(b.bound from $re$FROM \('([^']+)'\)$re$)::timestamptz,
        substring(b.bound from $re$TO \('([^']+)'\)$re$)::timestamptz
    from pg_catalog.pg_inherits as i
    inner join pg_catalog.pg_class as c on i.inhrelid = c.oid
    cross join lateral (values (pg_get_expr(c.relpartbound, c.oid))) as b (bound)
    where i.inhparent = p_table
    order by 2, 1
$$;

grant execute on function core._partition_bounds(regclass)
to service_role, app_worker, app_reader;

comment on function core._partition_bounds(regclass) is
    'Every partition: from (inclusive), until (exclusive); null for the default one.';
