-- concerts.song_facts: what songs are compared by: those of one artist.

create or replace view concerts.song_facts
with (security_invoker = true)
as
select
    s.id as record_id,
    s.artist_id::text as artist,
    s.title
from concerts.songs as s;

comment on view concerts.song_facts is
    'The fields of concerts.match_fields for songs.';
