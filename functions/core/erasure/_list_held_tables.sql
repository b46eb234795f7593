-- core._list_held_tables: the tables with data of a kind of person that are on hold.

create or replace function core._list_held_tables(p_person_kind text)
    returns text[]
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(t.name order by t.name), '{}')
    from (
        select 'core.audit_entries' as name
        union
        select c.table_name from core._list_personal_columns(p_person_kind) as c
    ) as t
    where core.is_on_legal_hold(t.name)
$$;

comment on function core._list_held_tables(text) is
    'Names of tables that core.erase_person may not touch now.';
