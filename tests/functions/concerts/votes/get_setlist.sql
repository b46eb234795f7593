-- Proves functions/concerts/votes/get_setlist.sql.
begin;
select plan(5);

-- Given: the small tour.
select tests.small_tour();

select tests.login_as(tests.user('ada'));
select is(
    (
        select jsonb_agg(jsonb_build_array(
            s.song ->> 'title', s.song -> 'votes', s.song -> 'is_mine'
        ))
        from jsonb_array_elements(api.get_setlist(5001) -> 'songs') as s (song)
    ),
    '[["One", 2, true], ["Two", 0, false], ["Three", 0, false]]'::jsonb,
    'songs in order, with votes and the caller''s own'
);
select ok((api.get_setlist(5001) ->> 'is_open')::boolean, 'it is open');
select ok(not (api.get_setlist(5002) ->> 'is_open')::boolean, 'until the show starts');
select throws_ok(
    'select api.get_setlist(null)', 'PT404', 'concerts.unknown_setlist',
    'none is unknown'
);
select
    set_config('request.jwt.claims', '', true) as claims,
    set_config('role', 'anon', true) as role;
select is(
    api.get_setlist(5001) #>> '{songs,0,is_mine}', 'false', 'anyone reads it'
);

select * from finish();
rollback;
