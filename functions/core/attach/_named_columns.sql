-- core._named_columns: the columns that the options of an attachment name.
--
-- A rule reads the columns in its argument, too: one that is not there reads as null,
-- and such a rule would never refuse a row.

create or replace function core._named_columns(p_options jsonb)
    returns text[]
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct n.name), '{}')
    from (
        select e.value
        from jsonb_array_elements_text(
            coalesce(p_options -> 'masked', '[]')
            || coalesce(p_options -> 'columns', '[]')
        ) as e (value)
        union all
        select p_options ->> k.key from (values ('owner'), ('column')) as k (key)
        union all
        select k.name
        from jsonb_array_elements(
            case jsonb_typeof(p_options -> 'rules')
                when 'array' then p_options -> 'rules' else '[]'
            end
        ) as r (value)
        cross join lateral (
            values
            ('', r.value ->> 'field'),
            ('required_if', r.value #>> '{argument,field}'),
            ('compare', r.value #>> '{argument,left}'),
            ('compare', r.value #>> '{argument,right}')
        ) as k (kind, name)
        where k.kind in ('', r.value ->> 'kind')
    ) as n (name)
    where n.name is not null
$$;

comment on function core._named_columns(jsonb) is
    'Names in masked, columns, owner, column, and in rules with their arguments.';
