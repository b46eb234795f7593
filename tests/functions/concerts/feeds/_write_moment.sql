-- Proves functions/concerts/feeds/_write_moment.sql.
begin;
select plan(1);

select is(
    concerts._write_moment('2026-03-01T12:00:00.5+02'),
    '2026-03-01T10:00:00Z',
    'in UTC, to the second'
);

select * from finish();
rollback;
