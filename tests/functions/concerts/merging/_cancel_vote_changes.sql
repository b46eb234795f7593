-- Proves functions/concerts/merging/_cancel_vote_changes.sql.
begin;
select plan(1);

insert into concerts.vote_changes (id, setlist_song_id, voted_at, change)
overriding system value
values
(1, 1, '2030-01-01Z', -1), (2, 1, '2030-01-01Z', 1), (3, 1, '2030-01-01Z', 1),
(4, 1, '2030-01-02Z', 1), (5, 2, '2030-01-01Z', -1);
do $$ begin perform concerts._cancel_vote_changes(2); end; $$;
select set_eq(
    'select c.id from concerts.vote_changes as c', 'values (2::bigint), (4), (5)',
    'a withdrawal and the vote that came after it are nothing'
);

select * from finish();
rollback;
