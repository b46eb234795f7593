-- concerts._artist_key: the id of an artist of setlist.fm: that of MusicBrainz.
--
-- Without one, the name is the id, as with events of Ticketmaster that name no artist.

create or replace function concerts._artist_key(p_artist jsonb)
    returns text
    language sql
    immutable
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        concerts._json_text(p_artist, 'mbid', 200),
        'name:' || left(lower(concerts._json_text(p_artist, 'name')), 150)
    )
$$;

comment on function concerts._artist_key(jsonb) is
    'Return a MusicBrainz id, or name:<name>.';
