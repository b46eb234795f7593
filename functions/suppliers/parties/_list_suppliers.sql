-- suppliers._list_suppliers: a page of suppliers; core.cached keeps the first ones.
--
-- A cursor holds the id of a supplier; the page begins behind its present name.

create or replace function suppliers._list_suppliers(p_arguments jsonb)
    returns jsonb
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page constant core.page := core.read_page(
        'suppliers.list_suppliers', p_arguments ->> 'after',
        (p_arguments ->> 'page_size')::integer, '{bigint}'
    );
    v_search constant text := lower(p_arguments ->> 'search');
    v_own constant bigint[] := array(
        select i.id::bigint from jsonb_array_elements_text(p_arguments -> 'own') as i (id)
    );
    v_after record;
    v_items jsonb;
begin
    select lower(s.name) as name, s.id
    into v_after
    from suppliers.suppliers as s
    where s.id = (v_page).key[1]::bigint;
    select jsonb_agg(to_jsonb(n) order by lower(n.name), n.id)
    into v_items
    from (
        select
            s.id, s.code, s.name, s.country, c.code as calendar, s.is_active, s.version,
            s.updated_at
        from suppliers.suppliers as s
        left join suppliers.calendars as c on s.calendar_id = c.id
        where
            (lower(s.name), s.id) > (coalesce(v_after.name, ''), coalesce(v_after.id, 0))
            and (not p_arguments ? 'own' or s.id = any(v_own))
            and (
                v_search is null
                or strpos(lower(s.name), v_search) > 0
                or starts_with(lower(s.code), v_search)
            )
        order by lower(s.name), s.id
        limit (v_page).size + 1
    ) as n;
    return core.write_page(v_page, v_items, 'id');
end;
$$;

comment on function suppliers._list_suppliers(jsonb) is
$$The page of {search, after, page_size}; with own, a list of ids, of these only.

Errors: PT422 core.invalid_cursor, PT422 core.invalid_page_size.
$$;
