-- core.ensure_partitions: create the current and the next partitions of a table.
--
-- Attaching takes SHARE UPDATE EXCLUSIVE on the table, so readers and writers go on.
-- Only the default partition, if there is one, is locked completely while Postgres
-- checks that it has no row of the new range. Rows of that range in it (because
-- maintenance was late) are moved to the new partition; for that it is detached, which
-- blocks the table meanwhile. Detached, it does not have the table's row triggers, so
-- rows of an append-only table can be moved, but not changed. A lock that is not
-- granted within 2 s is an error. One call is one transaction, so after a crash either
-- all new partitions exist or none.
--
-- Row triggers are inherited from the table. Statement triggers are not, so those on
-- TRUNCATE are copied from the table, and all from the default partition, which like
-- the new one can be written directly. They do not fire for rows that move between the
-- two. A partition has row-level security and no grant: no role reads it directly.

create or replace function core.ensure_partitions(
    p_table regclass,
    p_every interval,
    p_ahead integer
)
    returns setof text
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '2s'
    set datestyle = 'ISO'
    set timezone = 'UTC'
as $$
declare
    v_unit text;
    v_schema name;
    v_name name;
    v_key name;
    v_columns text;
    v_default regclass;
    v_from timestamptz;
    v_until timestamptz;
    v_has_rows boolean;
    v_moves boolean := false;
    v_trigger text;
begin
    v_unit := case p_every
        when interval '1 hour' then 'hour'
        when interval '1 day' then 'day'
        when interval '1 month' then 'month'
        when interval '1 year' then 'year'
    end;
    if v_unit is null or p_ahead not between 0 and 366 then
        perform core.raise_error(
            'core.invalid_argument',
            format(
                'Every %s, %s ahead: send 1 hour, 1 day, 1 month or 1 year, and 0 to 366.',
                p_every, p_ahead
            )
        );
    end if;

    select
        a.attname,
        nullif(t.partdefid, 0)::regclass,
        (
            select string_agg(quote_ident(w.attname), ', ')
            from pg_catalog.pg_attribute as w
            where
                w.attrelid = t.partrelid
                and w.attnum > 0
                and not w.attisdropped
                and w.attgenerated = ''
        )
    into v_key, v_default, v_columns
    from pg_catalog.pg_partitioned_table as t
    inner join pg_catalog.pg_attribute as a
        on t.partrelid = a.attrelid and t.partattrs[0] = a.attnum
    where
        t.partrelid = p_table
        and t.partstrat = 'r'
        and t.partnatts = 1
        and a.atttypid = 'timestamptz'::regtype;
    if not found then
        perform core.raise_error(
            'core.invalid_argument',
            format('Table %s is not partitioned by range of one timestamptz.', p_table)
        );
    end if;

    -- One call per table at a time; the second one finds everything created.
    perform pg_advisory_xact_lock(
        hashtextextended('core.ensure_partitions', p_table::oid::bigint)
    );

    for v_schema, v_name, v_from, v_until in
        select
            n.nspname,
            c.relname || '_p' || to_char(
                g.day,
                case v_unit
                    when 'hour' then 'YYYY_MM_DD_HH24'
                    when 'day' then 'YYYY_MM_DD'
                    when 'month' then 'YYYY_MM'
                    else 'YYYY'
                end
            ),
            g.day,
            g.day + p_every
        from generate_series(0, p_ahead) as s (step)
        cross join lateral (
            values (date_trunc(v_unit, core.now()) + s.step * p_every)
        ) as g (day)
        cross join pg_catalog.pg_class as c
        inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
        where
            c.oid = p_table
            and not exists (
                select from core._partition_bounds(p_table) as b
                where b.from_at <= g.day and b.until_at > g.day
            )
        order by s.step
    loop
        execute format(
            'create table %I.%I (like %s including all excluding identity)',
            v_schema, v_name, p_table
        );
        execute format('alter table %I.%I enable row level security', v_schema, v_name);

        if v_default is not null then
            execute format(
                'select exists (select from %s where %I >= $1 and %I < $2)',
                v_default, v_key, v_key
            )
            into v_has_rows
            using v_from, v_until;
            v_moves := coalesce(v_has_rows, false);
        end if;

        if v_moves then
            execute format('alter table %s detach partition %s', p_table, v_default);
            execute format('alter table %s disable trigger user', v_default);
            execute format(
                'with moved as (delete from %s where %I >= $1 and %I < $2 returning *) '
                'insert into %I.%I (%s) select %s from moved',
                v_default, v_key, v_key, v_schema, v_name, v_columns, v_columns
            )
            using v_from, v_until;
            execute format('alter table %s enable trigger user', v_default);
        end if;

        execute format(
            'alter table %s attach partition %I.%I for values from (%L) to (%L)',
            p_table, v_schema, v_name, v_from, v_until
        );

        if v_moves then
            execute format('alter table %s attach partition %s default', p_table, v_default);
        end if;

        for v_trigger in
            select distinct on (t.tgname) replace(
                pg_get_triggerdef(t.oid),
                format(' ON %s ', t.tgrelid::regclass),
                format(' ON %I.%I ', v_schema, v_name)
            )
            from pg_catalog.pg_trigger as t
            where
                not t.tgisinternal
                and t.tgtype & 1 = 0
                and (
                    t.tgrelid = v_default
                    or (t.tgrelid = p_table and t.tgtype & 32 <> 0)
                )
            order by t.tgname, t.tgrelid = p_table
        loop
            execute v_trigger;
        end loop;

        return next format('%I.%I', v_schema, v_name);
    end loop;
end;
$$;

comment on function core.ensure_partitions(regclass, interval, integer) is
$$Create the missing partitions: the one of core.now(), and the next ones.

Returns the names of the new partitions. Bounds are in UTC; only the table's owner may
call it.

Errors: core.invalid_argument PT422; 55P03 if a lock is not granted within 2 s.
$$;
