-- concerts.show_facts: what shows are compared by: those of one artist.
--
-- Shows of a day at one venue are one by a unique index; what is left are shows of a
-- day whose venue is unknown, or known under two names.

create or replace view concerts.show_facts
with (security_invoker = true)
as
select
    h.id as record_id,
    h.artist_id::text as artist,
    h.show_on::text as day,
    v.name as venue,
    v.city
from concerts.shows as h
left join concerts.venues as v on h.venue_id = v.id;

comment on view concerts.show_facts is
    'The fields of concerts.match_fields for shows.';
