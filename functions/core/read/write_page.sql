-- core.write_page: the response of a list: its items and the cursor of the next page.

create or replace function core.write_page(
    p_page core.page, p_items jsonb, variadic p_columns text[]
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select case
        when jsonb_array_length(p_items) > (p_page).size then jsonb_build_object(
            'items', p_items - (p_page).size,
            'next', core.write_cursor(
                (p_page).list,
                array(
                    select p_items -> ((p_page).size - 1) ->> k.name
                    from unnest(p_columns) with ordinality as k (name, place)
                    order by k.place
                )
            )
        )
        else jsonb_build_object('items', coalesce(p_items, '[]'), 'next', null)
    end
$$;

grant execute on function core.write_page(core.page, jsonb, text[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.write_page(core.page, jsonb, text[]) is
$$A page as every list returns it: {items, next}; next is null on the last page.

`p_items` has the items in order, one more than the page size if there are more.
`p_columns` names the fields of an item that form the key of the list.
$$;
