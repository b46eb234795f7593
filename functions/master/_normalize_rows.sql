-- master._normalize_rows: rows of a release with keys and names in normal form.

create or replace function master._normalize_rows(p_rows jsonb)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            case jsonb_typeof(r.item)
                when 'object' then (
                    select coalesce(
                        jsonb_object_agg(
                            f.key,
                            case jsonb_typeof(f.value)
                                when 'string'
                                    then to_jsonb(core.normalize_key(f.value #>> '{}'))
                                else f.value
                            end
                        ),
                        '{}'
                    )
                    from jsonb_each(r.item) as f
                )
                else r.item
            end
            order by r.place
        ),
        '[]'
    )
    from jsonb_array_elements(p_rows) with ordinality as r (item, place)
$$;

comment on function master._normalize_rows(jsonb) is
    'Objects of an array, each text in the form of core.normalize_key.';
