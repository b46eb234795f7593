-- core.maintain_partitions: create new and drop old partitions of registered tables.
--
-- Definer: only the owner of a table may create and drop its partitions, and only
-- tables that a release registered are maintained. Each table is a subtransaction, so a
-- table that waits too long for a lock or fails does not affect the others: it is
-- returned with its error, and the next run tries again. New partitions are created
-- first: without them writes fail, while a delayed retention only uses disk space.

create or replace function core.maintain_partitions()
    returns table (table_name text, made text[], dropped text[], failure text)
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_registered core.partitioned_tables;
begin
    for v_registered in
        select p.*
        from core.partitioned_tables as p
        order by p.table_name
    loop
        table_name := v_registered.table_name;
        made := '{}';
        dropped := '{}';
        failure := null;

        begin
            made := array(
                select core.ensure_partitions(
                    table_name::regclass, v_registered.every, v_registered.ahead
                )
            );
        exception
            when others then
                failure := format('%s: %s', sqlstate, sqlerrm);
        end;

        begin
            if v_registered.keep is not null then
                perform pg_advisory_xact_lock_shared(
                    hashtextextended('core.legal_holds', 0)
                );
            end if;
            if
                v_registered.keep is not null
                and not core.is_on_legal_hold(table_name)
            then
                dropped := array(
                    select core.drop_partitions(
                        table_name::regclass, core.now() - v_registered.keep
                    )
                );
            end if;
        exception
            when others then
                failure := concat_ws('; ', failure, format('%s: %s', sqlstate, sqlerrm));
        end;

        return next;
    end loop;
end;
$$;

grant execute on function core.maintain_partitions() to service_role, app_worker;

comment on function core.maintain_partitions() is
$$Create and drop partitions of every table in core.partitioned_tables.

One row per table: created partitions, dropped partitions, and the error or null.
$$;
