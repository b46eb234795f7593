-- Proves functions/core/health/record_backup.sql.
begin;
select plan(6);

-- Given: a backup at noon.
select tests.set_clock('2030-01-01 13:00:00+00');
select core.record_backup('a', 'physical', '2030-01-01 12:00:00+00', 10)::text;
select results_eq(
    $$ select kind, taken_at, size_bytes, rehearsed_at from core.backups $$,
    $$ values ('physical', '2030-01-01 12:00:00+00'::timestamptz, 10::bigint,
               null::timestamptz) $$,
    'a backup is noted'
);

select core.record_backup('a', 'physical', '2030-01-01 12:00:00+00', 10, true)::text;
select is(
    (select b.rehearsed_at from core.backups as b),
    '2030-01-01 13:00:00+00',
    'its rehearsal is noted with the time of now'
);
select core.record_backup('a', 'physical', '2030-01-01 12:00:00+00', 10)::text;
select isnt(
    (select b.rehearsed_at from core.backups as b),
    null,
    'the same backup stays rehearsed'
);
select core.record_backup('a', 'physical', '2030-01-01 12:30:00+00', 10)::text;
select is(
    (select b.rehearsed_at from core.backups as b),
    null,
    'another one under the name is not rehearsed'
);
select core.record_backup('b', 'logical', '2030-01-01 11:00:00+00', 5, true)::text;
select is(
    (select count(b.rehearsed_at) from core.backups as b),
    1::bigint,
    'a rehearsal of a backup that is not known here is noted too'
);
select throws_ok(
    $$ select core.record_backup('c', 'other', core.now(), 5) $$,
    '23514', null,
    'a kind is logical or physical'
);

select * from finish();
rollback;
