-- filters._select_nothing: a selection that no line matches.

create or replace function filters._select_nothing()
    returns filters.selection
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
    return row('{}', '{}', '{}', '{}', '{}', '{}')::filters.selection;

grant execute on function filters._select_nothing() to authenticated, service_role;

comment on function filters._select_nothing() is
    'What is left for the cells where the lines are counted: filters._measure_rows.';
