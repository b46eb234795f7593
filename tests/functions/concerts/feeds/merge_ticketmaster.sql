-- Proves functions/concerts/feeds/merge_ticketmaster.sql.
begin;
select plan(1);
select is((concerts.merge_ticketmaster('{"page":{}}') ->> 'errors'), '0', 'x');
select * from finish();
rollback;
