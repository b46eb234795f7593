-- Proves functions/concerts/votes/rebuild_heats.sql.
begin;
select plan(3);

-- Given: the small tour, with heats that are wrong.
select tests.small_tour();

select tests.login_as(tests.user('ada'), 'admin');
select is(api.rebuild_heats(), '{"artists": 1}'::jsonb, 'heats follow from the votes');
reset role;
select results_eq(
    'select h.artist_id, h.votes from concerts.artist_heats as h',
    'values (1001::bigint, 2::bigint)', 'of all artists'
);
select tests.login_as(tests.user('ada'));
select throws_ok(
    'select api.rebuild_heats()', 'PT403', 'core.not_permitted', 'an admin does that'
);

select * from finish();
rollback;
