-- Proves policies/concerts/raw_pages.sql.j2.
begin;
select plan(5);

-- Given: a row.
insert into concerts.raw_pages (feed, request, status, fetched_at)
values ('spotify', '{}', 304, now());
select * from tests.is_read_by('concerts.raw_pages', 'service_role, app_reader');

select * from finish();
rollback;
