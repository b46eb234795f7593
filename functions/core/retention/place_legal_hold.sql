-- core.place_legal_hold: stop all deletion of old rows of a table.
--
-- The name is read as SQL reads it. A name that is not a table is refused, so that no
-- hold exists without effect. A partition means its whole table. The call waits for
-- every batch of retention, partitions and pruning in progress (they take the same
-- lock, shared), and new ones wait for it: when it returns, no batch that began before
-- it still runs.

create or replace function core.place_legal_hold(p_table_name text, p_reason text)
    returns bigint
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table constant regclass := core.find_table(p_table_name);
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
$$Hold a table (<schema>.<table>) against retention and pruning; returns the hold's id.

It also holds tables whose deleted rows would cascade to this one.
Errors: PT422 core.unknown_table, core.invalid_argument.
$$;
