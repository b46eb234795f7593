-- concerts.search_texts: by which words artists, venues and shows are found.
--
-- A show is found by its artist, venue, city and year.

create or replace view concerts.search_texts
with (security_invoker = true)
as
select
    'artist' as entity,
    a.id as record_id,
    a.name as content
from concerts.artists as a
union all
select
    'venue' as entity,
    v.id as record_id,
    concat_ws(' ', v.name, v.city) as content
from concerts.venues as v
union all
select
    'show' as entity,
    h.id as record_id,
    concat_ws(' ', a.name, v.name, v.city, extract(year from h.show_on)) as content
from concerts.shows as h
inner join concerts.artists as a on h.artist_id = a.id
left join concerts.venues as v on h.venue_id = v.id;

comment on view concerts.search_texts is
    'What concerts.search_documents is made from.';
