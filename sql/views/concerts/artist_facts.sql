-- concerts.artist_facts: what artists are compared by.
--
-- Two ids of one source are two artists there, so they contradict.

create or replace view concerts.artist_facts
with (security_invoker = true)
as
select
    a.id as record_id,
    a.name,
    concat_ws(
        ' ', a.ticketmaster_id, string_agg(e.external_id, ' ' order by e.external_id)
        filter (where e.source = 'ticketmaster')
    ) as ticketmaster,
    string_agg(e.external_id, ' ' order by e.external_id)
    filter (where e.source = 'spotify') as spotify,
    string_agg(e.external_id, ' ' order by e.external_id)
    filter (where e.source in ('musicbrainz', 'setlistfm')) as musicbrainz
from concerts.artists as a
left join concerts.external_ids as e on a.id = e.record_id and e.entity = 'artist'
group by a.id;

comment on view concerts.artist_facts is
    'The fields of concerts.match_fields for artists.';
