-- core.release_legal_hold: end one hold; a second call changes nothing.

create or replace function core.release_legal_hold(p_hold_id bigint)
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    update core.legal_holds
    set released_at = greatest(core.now(), placed_at)
    where id = p_hold_id and released_at is null;
end;
$$;

grant execute on function core.release_legal_hold(bigint)
to service_role;

comment on function core.release_legal_hold(bigint) is
$$Release a hold. Retention of the table resumes when no other hold is left.
$$;
