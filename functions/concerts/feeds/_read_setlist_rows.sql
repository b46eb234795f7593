-- concerts._read_setlist_rows: rows of setlists with their shows and known setlists,
-- without those of an older version than was read before.

create or replace function concerts._read_setlist_rows(p_rows jsonb)
    returns jsonb
    language sql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(g.item order by g.item ->> 'external_id'), '[]')
    from (
        select distinct on (r.value ->> 'external_id')
            r.value || jsonb_build_object(
                'show_id', s.record_id,
                'setlist_id', l.record_id,
                'said', jsonb_build_object('updated_at', r.value -> 'updated_at')
            ) as item
        from jsonb_array_elements(p_rows) as r
        inner join concerts.external_ids as s
            on s.source = 'setlistfm' and s.entity = 'show'
            and s.external_id = r.value ->> 'external_id'
        left join concerts.external_ids as l
            on l.source = 'setlistfm' and l.entity = 'setlist'
            and l.external_id = r.value ->> 'external_id'
        where
            (r.value ->> 'updated_at')::timestamptz
            < (l.said ->> 'updated_at')::timestamptz
            is not true
        order by
            r.value ->> 'external_id',
            (r.value ->> 'updated_at')::timestamptz desc nulls last
    ) as g
$$;

comment on function concerts._read_setlist_rows(jsonb) is
    'Return the rows with show_id, setlist_id (null: unknown) and said.';
