-- core.read_page: read the cursor and the size of a page; raises if one is invalid.
--
-- A forged cursor of the right form only starts the page elsewhere: the query of the
-- list decides for every item what the caller may see.

create or replace function core.read_page(
    p_list text, p_after text, p_page_size integer, p_types regtype[] default '{}'
)
    returns core.page
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_page core.page;
begin
    v_page.list := p_list;
    v_page.size := core.read_number(
        'page_size', p_page_size, 1, 500, 'core.invalid_page_size'
    );
    if p_after is not null then
        v_page.key := core._read_cursor(p_list, p_after, p_types);
        if v_page.key is null then
            perform core.raise_error(
                'core.invalid_cursor',
                format('%L is not a cursor of %s.', core.excerpt(p_after), p_list)
            );
        end if;
    end if;
    return v_page;
end;
$$;

grant execute on function core.read_page(text, text, integer, regtype[])
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_page(text, text, integer, regtype[]) is
$$The page of a list: (list, key, size). The key is null on the first page.

`p_types` are the types of the columns that the list is ordered by; `(page).key[n]` can
be cast to the nth. Read size + 1 items after the key; core.write_page builds the
response. A list without pages has no types and accepts no cursor.
Units: page_size from 1 to 500.
Errors: PT422 core.invalid_cursor, core.invalid_page_size.
$$;
