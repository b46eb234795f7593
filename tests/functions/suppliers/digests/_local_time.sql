-- Proves functions/suppliers/digests/_local_time.sql.
begin;
select plan(2);

select tests.set_clock('2026-06-01 12:00+00');
select is(
    suppliers._local_time('Asia/Kolkata'), '2026-06-01 17:30'::timestamp,
    'the time of the zone'
);
select is(
    suppliers._local_time('Gone/Away'), '2026-06-01 12:00'::timestamp,
    'that of UTC where there is no such zone'
);

select * from finish();
rollback;
