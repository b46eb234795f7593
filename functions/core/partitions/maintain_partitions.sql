-- core.maintain_partitions: registered tables get their next partitions, lose old ones.
--
-- Definer: partitions are made and dropped by the owner of their table; what may be
-- made and dropped is only what a release registered. Each table is a subtransaction of
-- its own, so one that waits for a lock too long, or is broken, does not hold up the
-- others: it is named with its error, and tried again by the next run. New partitions
-- come first: without them writers stop, without retention a disk only fills.

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
$$Make and drop partitions of every table in core.partitioned_tables.

One row per table: what was made, what was dropped, and what failed (null when nothing).
$$;
