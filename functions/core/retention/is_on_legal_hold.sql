-- core.is_on_legal_hold: does a legal hold keep this table from forgetting?

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
$$Whether a legal hold keeps this table (<schema>.<table>) from forgetting: on it, or on
one that refers to it and would change with it.
$$;
