-- filters._is_ranked: are a registered dimension's values sorted as numbers or dates?
--
-- By the type of its column; a jsonb may hold numbers, which then come first. One with
-- labels is sorted by them. Definer: types of columns are read by the owner.

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
    'Else its values are sorted as text; filters._rank_of.';
