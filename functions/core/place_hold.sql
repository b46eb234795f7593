-- core.place_hold: nothing of this table is forgotten until the hold is released.
--
-- Takes the lock that retention takes: when it returns, no batch is under way that
-- began before it.

create or replace function core.place_hold(p_table_name text, p_reason text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    if to_regclass(p_table_name) is null then
        perform core.raise_error(
            'core.unknown_table', format('There is no table %L.', core.excerpt(p_table_name))
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('core.retention:' || p_table_name, 0));
    insert into core.legal_holds (table_name, reason, placed_at, placed_by)
    values (p_table_name, p_reason, core.now(), core.actor_id())
    returning id into v_id;
    return v_id;
end;
$$;

grant execute on function core.place_hold(text, text)
to service_role;

comment on function core.place_hold(text, text) is
$$Hold a table (<schema>.<table>) against retention; the hold's id.

Errors: PT422 core.unknown_table.
$$;
