-- commerce._require_locations: refuse warehouse staff at locations that are not theirs.

create or replace function commerce._require_locations(p_location_ids bigint[])
    returns void
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text;
begin
    if core.can_act_as('admin') then
        return;
    end if;

    select l.code
    into v_code
    from commerce.locations as l
    where
        l.id = any(p_location_ids)
        and not exists (
            select
            from commerce.location_staff as s
            where s.location_id = l.id and s.user_id = core.actor_id()
        )
    order by l.code
    limit 1;
    if found then
        perform core.raise_error(
            'core.not_permitted', format('The caller does not work at %s.', v_code)
        );
    end if;
end;
$$;

comment on function commerce._require_locations(bigint[]) is
$$Return for an admin, a server, and staff of all of these locations.

Errors: PT403 core.not_permitted.
$$;
