-- core.read_page_size: how many items a page may have, or a refusal.

create or replace function core.read_page_size(p_page_size integer)
    returns integer
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    return core.read_number('page_size', p_page_size, 1, 500, 'core.invalid_page_size');
end;
$$;

grant execute on function core.read_page_size(integer)
to anon, authenticated, service_role, app_worker, app_reader;

comment on function core.read_page_size(integer) is
$$A page size from 1 to 500.

Errors: PT422 core.invalid_page_size.
$$;
