-- Proves functions/concerts/feeds/_find_venues.sql.
begin;
select plan(4);

-- Given: a venue with an id of Ticketmaster.
insert into concerts.venues (id, name, city, country)
overriding system value
values (2001, 'Hall', 'Manila', 'PH');
insert into concerts.external_ids (source, entity, external_id, record_id, seen_at)
values ('ticketmaster', 'venue', 'V1', 2001, core.now());
create temporary table found as
select f.*
from jsonb_to_recordset(concerts._find_venues('ticketmaster', '[
    {"external_id": "V1", "name": "Other", "city": "Elsewhere"},
    {"external_id": "V2", "name": "HALL", "city": "manila", "country": "PH"},
    {"external_id": "V3", "name": "Hall", "city": "Manila"},
    {"external_id": "V4", "name": "hall", "city": "Manila"},
    {"external_id": "V5", "name": " "}
]')) as f (external_id text, record_id bigint, is_new boolean);
select results_eq(
    $$ select record_id from found where external_id in ('V1', 'V2') $$,
    'values (2001::bigint), (2001)',
    'a venue is found by its id, else by name, city and country'
);
select results_eq(
    $$ select is_new, count(distinct record_id) from found
       where external_id in ('V3', 'V4') group by is_new $$,
    'values (true, 1::bigint)', 'rows of one place are one new venue'
);
select is(
    (select count(*) from found
where record_id = 2001 and is_new), 0::bigint,
    'a venue that is there is not new'
);
select is_empty(
    $$ select from found where external_id = 'V5' $$, 'without a name there is none'
);

select * from finish();
rollback;
