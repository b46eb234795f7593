-- Proves functions/concerts/merging/_present_id.sql.
begin;
select plan(6);

-- Given: the double tour.
select tests.double_tour();

do $$ begin perform concerts._merge_records('venue', 2001, '{2002}', null); end; $$;
select is(concerts._present_id('venue', 2002), 2001::bigint, 'a redirect');
select is(concerts._present_id('artist', 2002), 2002::bigint, 'the id itself');

do $$ begin perform concerts._merge_records('artist', 1001, '{1003}', null); end; $$;
select tests.login_as(tests.user('cleo'));
select is(
    api.cast_vote(6101), '{"setlist_song_id": 6002, "votes": 3}'::jsonb,
    'a vote for an old id is one for the song'
);
select is(
    api.withdraw_vote(6101), '{"setlist_song_id": 6002, "votes": 2}'::jsonb,
    'and taken back'
);
select is(
    api.get_setlist(5101) -> 'setlist_id', '5001', 'an old setlist is the present one'
);
select is(
    api.join_show(4101) -> 'show_id', api.leave_show(4101) -> 'show_id', 'as a show is'
);

select * from finish();
rollback;
