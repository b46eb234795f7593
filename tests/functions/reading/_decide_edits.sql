-- Proves functions/reading/_decide_edits.sql.
--
-- What each outcome writes: tests/functions/reading/push_progress.sql. That any order
-- of a history ends in the same state: tests/glue/test_conflicts.py.
begin;
select plan(16);

-- Given: Ada is at chapter 5 of series 1 on a phone, at version 3; series 2 is deleted;
-- series 4 was deleted and begun again, under the policy furthest.
select tests.set_clock('2026-06-01 12:00Z');
insert into reading.progress_versions (user_id, version) values (tests.user('ada'), 6);
insert into reading.progress (
    user_id, series_id, chapter, device_id, updated_at, version
)
values
(tests.user('ada'), 1, 5, 'phone', '2026-06-01 10:00Z', 3),
(tests.user('ada'), 4, 1, 'phone', '2026-06-01 11:00Z', 6);
insert into reading.tombstones (user_id, series_id, deleted_at, version)
values
(tests.user('ada'), 2, '2026-06-01 10:00Z', 4),
(tests.user('ada'), 4, '2026-06-01 10:30Z', 5);
insert into reading.progress_policies (user_id, series_id, policy)
values (tests.user('ada'), 4, 'furthest');

create function pg_temp.decide(variadic p_items text[]) returns text[]
language sql as $$
    select array_agg(
        concat_ws(' ', d.outcome, d.reason, case when d.wins then 'wins' end)
        order by d.place
    )
    from reading._decide_edits(
        tests.user('ada'),
        (
            select jsonb_agg(
                jsonb_build_object(
                    'series_id', (string_to_array(i, ' '))[1],
                    'chapter', (string_to_array(i, ' '))[2],
                    'device_id', (string_to_array(i, ' '))[3],
                    'updated_at', '2026-06-01T' || (string_to_array(i, ' '))[4] || 'Z',
                    'base_version', (string_to_array(i, ' '))[5]
                )
            )
            from unnest(p_items) as i
        )
    ) as d
$$;

select is(
    pg_temp.decide(variadic string_to_array(c.items, ', ')),
    string_to_array(c.outcomes, ', '), c.rule
)
from (values
    ('3 1 phone 11:00', 'applied new wins', 'a series that is begun'),
    ('1 6 phone 11:00', 'applied later wins', 'the same device goes on'),
    ('1 6 tablet 11:00', 'applied later wins', 'another device goes on later'),
    ('1 6 tablet 11:00 3', 'applied later wins', 'and knew where the first one was'),
    ('1 6 tablet 11:00 2', 'conflict later wins', 'another device wins unknowingly'),
    ('1 6 tablet 09:00', 'conflict later', 'another device comes too late'),
    ('1 4 phone 09:00', 'kept superseded', 'the device''s own past'),
    ('1 5 phone 10:00', 'kept duplicate', 'what stands already'),
    ('2 7 phone 10:00', 'kept deleted', 'an edit up to the deletion is void'),
    ('2 7 phone 10:01', 'applied new wins', 'an edit after it begins anew'),
    ('4 100 phone 10:00', 'kept deleted', 'also once the series was begun again'),
    ('4 100 tablet 10:30', 'kept deleted', 'on any device'),
    ('4 2 tablet 10:45', 'applied further wins', 'and one after it counts'),
    ('99 1 phone 11:00', 'kept unknown_series', 'an unknown series harms no other'),
    (
        '1 6 tablet 11:00, 1 7 tablet 11:30, 1 7 tablet 11:30, 1 6 reader 11:10',
        'kept superseded, applied later wins, kept duplicate, conflict later',
        'of one device the greatest counts, two devices of a batch may disagree'
    ),
    (
        '3 1 phone 11:00, 3 2 phone 23:00, 3 3 phone 11:59',
        'kept superseded, applied new wins, kept superseded',
        'a time more than 5 minutes ahead is cut to now, which is still the latest'
    )
) as c (items, outcomes, rule);

select * from finish();
rollback;
