-- Proves functions/concerts/feeds/_first_id.sql.
begin;
select plan(3);

-- Given: two events of one show.
insert into concerts.external_ids (
    source, entity, external_id, record_id, seen_at, said
)
values
('ticketmaster', 'show', 'E2', 1, now(), '{"status": "scheduled"}'),
('ticketmaster', 'show', 'E1', 1, now(), '{"status": "scheduled"}');
select is(concerts._first_id('ticketmaster', 'show', 1), 'E1', 'the first id decides');
update concerts.external_ids
set said = '{"status": "cancelled"}'
where external_id = 'E1';
select is(concerts._first_id('ticketmaster', 'show', 1), 'E2', 'unless cancelled');
select is(concerts._first_id('spotify', 'show', 1), null, 'another source has none');

select * from finish();
rollback;
