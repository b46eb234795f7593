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
    from concerts._list_readable(p_records, p_faults) as r
$$;

comment on function concerts._stage_setlist_artists(jsonb, jsonb) is
    'Return rows {external_id, name}.';
