-- core.place_legal_hold: nothing of this table is forgotten until the hold is released.
--
-- The name is read as SQL reads it, and a table that it does not name is refused: a
-- hold that holds nothing must not look like one that does. Of a partition the whole
-- table is held. Waits for every batch of retention, partitions and pruning that is
-- under way (they take the same lock, shared), and they wait for it: when it returns,
-- none goes on that began before it.

create or replace function core.place_legal_hold(p_table_name text, p_reason text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := core._find_table(p_table_name);
    v_id bigint;
begin
    if v_table is null then
        perform core.raise_error(
            'core.unknown_table',
            format('There is no table %s.', core.excerpt(p_table_name))
        );
    end if;
    if p_reason is null or length(p_reason) not between 1 and 500 then
        perform core.raise_error(
            'core.invalid_argument', 'A reason has 1 to 500 characters.'
        );
    end if;

    perform pg_advisory_xact_lock(hashtextextended('core.legal_holds', 0));
    insert into core.legal_holds (held_table, reason, placed_at, placed_by)
    values (v_table, p_reason, core.now(), core.actor_id())
    returning id into v_id;
    return v_id;
end;
$$;

grant execute on function core.place_legal_hold(text, text)
to service_role;

comment on function core.place_legal_hold(text, text) is
$$Hold a table (<schema>.<table>) against retention and pruning; the hold's id.

It also holds tables whose rows would take rows of this one along.
Errors: PT422 core.unknown_table, core.invalid_argument.
$$;
