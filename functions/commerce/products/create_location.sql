-- commerce.create_location: add a store or a warehouse.
--
-- Its stock levels are added by a trigger. Definer: no role may write the table
-- directly.

create or replace function commerce.create_location(
    p_code text,
    p_name text,
    p_kind text default 'warehouse',
    p_city text default null,
    p_pick_position integer default 100,
    p_has_full_range boolean default true
)
    returns jsonb
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_location commerce.locations;
begin
    perform core.require_role('admin');
    v_location.code := upper(
        core.read_text('code', p_code, 1, 40, 'commerce.invalid_location')
    );
    if v_location.code !~ '^[A-Z0-9][A-Z0-9._-]{0,39}$' then
        perform core.raise_error(
            'commerce.invalid_location',
            'code has characters other than letters, digits, point, _ and -.'
        );
    end if;
    v_location.kind := 'warehouse';
    v_location.position := 100;
    v_location.is_active := true;
    v_location.has_full_range := true;
    return commerce._write_location(
        v_location, p_name, p_kind, p_city, p_pick_position, true, p_has_full_range
    );
end;
$$;

grant execute on function commerce.create_location(
    text, text, text, text, integer, boolean
) to authenticated, service_role;

comment on function commerce.create_location(
    text, text, text, text, integer, boolean
) is
$$Add a location; for app role admin.

`code` is stored in upper case; `kind` is store or warehouse; `city` is a PSGC code;
`pick_position` is the order in which reservations take stock. With the full range it
gets a stock level of every variant at once.
Returns: list_locations.items
Errors: PT403 core.not_permitted, PT422 commerce.invalid_location.
Example: {"code": "MNL-1", "name": "Manila", "kind": "store"}
Budget: 200 ms, and 1 s more for each 100,000 variants.
$$;
