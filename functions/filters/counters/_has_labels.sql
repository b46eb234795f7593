-- filters._has_labels: whether a dimension's values have labels of their own.

create or replace function filters._has_labels(p_dimension text)
    returns boolean
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from filters.dimensions
        where name = p_dimension and master_table is not null
    )
$$;

grant execute on function filters._has_labels(text) to authenticated, service_role;

comment on function filters._has_labels(text) is
    'True if it has a master table; otherwise each value is its own label.';
