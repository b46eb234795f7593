-- filters._is_ranked: whether values of a registered dimension sort as numbers or
-- dates.
--
-- The type of the column decides; a jsonb may hold numbers, which then come first. A
-- dimension with labels is sorted by them. Definer: only the owner may read the
-- column's type.

create or replace function filters._is_ranked(p_dimension text)
    returns boolean
    language sql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        d.master_table is null
        and filters._column_type(d.source_table, d.column_name) in (
            'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
            'numeric'::regtype, 'date'::regtype, 'jsonb'::regtype
        ),
        false
    )
    from filters.dimensions as d
    where d.name = p_dimension and filters._has_any_role(d.roles)
$$;

grant execute on function filters._is_ranked(text) to authenticated, service_role;

comment on function filters._is_ranked(text) is
    'Otherwise values sort as text. The sort key is filters._rank_of.';
