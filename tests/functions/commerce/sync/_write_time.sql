-- Proves functions/commerce/sync/_write_time.sql.
begin;
select plan(2);

set local timezone = 'Asia/Manila';
select is(
    commerce._write_time('2026-06-01 12:00:00.5+08'), '2026-06-01T04:00:00.500000Z',
    'a time is written in UTC'
);
select ok(
    commerce._write_time('1900-01-01Z') < commerce._write_time('2999-12-31Z'),
    'and sorts as text'
);

select * from finish();
rollback;
