-- concerts.venue_facts: what venues are compared by.

create or replace view concerts.venue_facts
with (security_invoker = true)
as
select
    v.id as record_id,
    v.name,
    v.city,
    v.country,
    v.latitude::text as latitude,
    v.longitude::text as longitude
from concerts.venues as v;

comment on view concerts.venue_facts is
    'The fields of concerts.match_fields for venues.';
