-- commerce._list_staff_locations: the locations whose rows a member of staff lists.
--
-- Some app roles see every location; other staff those where they work.

create or replace function commerce._list_staff_locations(
    p_location text, variadic p_roles text[]
)
    returns bigint[]
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := array(
        select l.id
        from commerce.locations as l
        where
            l.code = coalesce(upper(p_location), l.code)
            and (
                core.can_act_as(variadic p_roles)
                or exists (
                    select
                    from commerce.location_staff as s
                    where s.location_id = l.id and s.user_id = core.actor_id()
                )
            )
    );
begin
    if p_location is not null and v_ids = '{}' then
        perform core.raise_error(
            'commerce.unknown_location',
            format('%L is not a location of the caller.', core.excerpt(p_location))
        );
    end if;
    return v_ids;
end;
$$;

comment on function commerce._list_staff_locations(text, text[]) is
$$The ids of the location with this code, or of all that the caller may list.

p_roles: the app roles that list every location.
Errors: PT404 commerce.unknown_location for one that the caller may not list.
$$;
