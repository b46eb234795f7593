-- core.now: the time that all rules of the project use.
--
-- The test clock is a setting of the database (`alter database … set rowhouse.clock`),
-- which only a superuser can set, or an owner to whom the parameter was granted. A
-- `set` in a session is compared with the catalog and ignored, so a caller cannot age a
-- lease or a token.

create or replace function core.now()
    returns timestamptz
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(current_setting('rowhouse.clock', true), '') = '' then
        return now();
    end if;

    return coalesce(
        (
            select split_part(c.setting, '=', 2)::timestamptz
            from pg_catalog.pg_db_role_setting as s
            inner join pg_catalog.pg_database as d on s.setdatabase = d.oid
            cross join unnest(s.setconfig) as c (setting)
            where
                d.datname = current_database()
                and s.setrole = 0
                and c.setting like 'rowhouse.clock=%'
        ),
        now()
    );
end;
$$;

grant execute on function core.now()
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.now() is
$$The current time: the test clock if one is set, else the transaction's start.

Units: timestamptz.
$$;
