-- concerts._stage_setlist_artists: artists of setlist.fm as rows of artists.

create or replace function concerts._stage_setlist_artists(
    p_records jsonb, p_faults jsonb
)
    returns jsonb
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(distinct jsonb_build_object(
        'external_id', concerts._artist_key(r.item),
        'name', concerts._json_text(r.item, 'name')
    )), '[]')
    from jsonb_to_recordset(p_records) as r (at text, item jsonb)
    where not exists (
        select
        from jsonb_to_recordset(p_faults) as f (at text, is_required boolean)
        where f.at = r.at and f.is_required
    )
$$;

comment on function concerts._stage_setlist_artists(jsonb, jsonb) is
    'Rows {external_id, name}.';
