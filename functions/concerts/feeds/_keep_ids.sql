-- concerts._keep_ids: note which ids lead to which records, and when they were seen.
--
-- Rows are {external_id, record_id, said, fields}. To the hour: the same page again
-- writes nothing.

create or replace function concerts._keep_ids(
    p_source text, p_entity text, p_rows jsonb
)
    returns void
    language sql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    insert into concerts.external_ids as e (
        source, entity, external_id, record_id, seen_at, said, fields_seen
    )
    select distinct on (r.external_id collate "C")
        p_source,
        p_entity,
        r.external_id,
        r.record_id,
        date_trunc('hour', core.now(), 'UTC'),
        jsonb_strip_nulls(r.said),
        coalesce(
            (
                select jsonb_object_agg(f.name, date_trunc('hour', core.now(), 'UTC'))
                from unnest(r.fields) as f (name)
            ),
            '{}'
        )
    from jsonb_to_recordset(p_rows) as r (
        external_id text, record_id bigint, said jsonb, fields text[]
    )
    order by r.external_id collate "C"
    on conflict (source, entity, external_id) do update
    set
        record_id = excluded.record_id,
        seen_at = greatest(e.seen_at, excluded.seen_at),
        said = coalesce(excluded.said, e.said),
        fields_seen = e.fields_seen || excluded.fields_seen
    where
        e.record_id <> excluded.record_id
        or e.seen_at < excluded.seen_at
        or e.said is distinct from coalesce(excluded.said, e.said)
        or e.fields_seen <> e.fields_seen || excluded.fields_seen
$$;

comment on function concerts._keep_ids(text, text, jsonb) is
    'Insert ids, and move known ones to the given records.';
