-- core.is_on_legal_hold: whether a legal hold stops the retention of this table.

create or replace function core.is_on_legal_hold(p_table_name text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select exists (select from core._list_legal_holds(p_table_name))
$$;

grant execute on function core.is_on_legal_hold(text)
to service_role, app_worker, app_reader;

comment on function core.is_on_legal_hold(text) is
$$Whether a legal hold covers this table (<schema>.<table>): on it, or on a table that
refers to it and would change with it.
$$;
