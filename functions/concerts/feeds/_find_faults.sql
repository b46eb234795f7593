-- concerts._find_faults: where records of a page have another shape than expected.
--
-- An optional field of another type is read as absent; without a required one the
-- record is not read. Either way there is a row for feed_errors with its path.

create or replace function concerts._find_faults(p_records jsonb, p_shapes jsonb)
    returns table (
        at text, path text, external_id text, detail text, is_required boolean
    )
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    with records as (
        select r.at, r.item
        from jsonb_to_recordset(p_records) as r (at text, item jsonb)
    ),

    shapes as (
        select
            e.key as path,
            string_to_array(rtrim(e.value #>> '{}', '!'), '|') as types,
            e.value #>> '{}' like '%!' as is_required
        from jsonb_each(p_shapes) as e
    )

    select r.at, r.at, null, format('a record is %s', jsonb_typeof(r.item)), true
    from records as r
    where jsonb_typeof(r.item) is distinct from 'object'
    union all
    select
        r.at,
        r.at || '.' || s.path,
        concerts._json_text(r.item, 'id', 200),
        case
            when coalesce(v.type, 'null') = 'null' then 'it is absent'
            when v.type = any(s.types) then 'it is empty'
            else format('%s instead of %s', v.type, array_to_string(s.types, ' or '))
        end,
        s.is_required
    from records as r
    cross join shapes as s
    cross join lateral (
        select jsonb_typeof(r.item #> string_to_array(s.path, '.')) as type
    ) as v
    where
        jsonb_typeof(r.item) = 'object'
        and case
            when coalesce(v.type, 'null') = 'null' then s.is_required
            when v.type <> all(s.types) then true
            else
                s.is_required
                and v.type = 'string'
                and concerts._json_text(r.item, s.path) is null
        end
$$;

comment on function concerts._find_faults(jsonb, jsonb) is
$$Return faults of records [{at, item}] by shapes {path: "type|type"}, "!": required.$$;
