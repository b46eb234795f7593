-- Proves sql/seeds/reading/invariants.sql.j2.
begin;
select plan(3);

select is(
    (select sum((core.run_invariant(i.name)).violations) from core.invariants as i
     where i.module = 'reading'),
    0::numeric, 'they hold'
);

-- When: two rows claim one version, and one claims what was never counted.
insert into reading.progress_versions (user_id, version) values (tests.user('ada'), 1);
insert into reading.progress (
    user_id, series_id, chapter, device_id, updated_at, version
)
values
(tests.user('ada'), 1, 1, 'phone', now(), 1),
(tests.user('ada'), 2, 1, 'phone', now(), 2);
insert into reading.tombstones (user_id, series_id, deleted_at, version)
values (tests.user('ada'), 3, now(), 1);
select is(
    (core.run_invariant('reading.versions_are_distinct')).violations, 1::bigint,
    'a version that stands twice is found'
);
select is(
    (core.run_invariant('reading.versions_are_counted')).violations, 1::bigint,
    'and one beyond the reader''s'
);

select * from finish();
rollback;
