-- Proves functions/concerts/curation/tg__mend_heats.sql.
begin;
select plan(5);

-- Given: two votes for a show of Alto, which are counted; a curator.
select tests.small_tour();
do $$
begin
    perform concerts.run_fold_votes();
    perform concerts._mend_heats('{1001,1002}');
end;
$$;
create temporary view counted as
select string_agg(h.artist_id || ':' || h.votes, ' ' order by h.artist_id) as votes
from concerts.artist_heats as h;
grant select on counted to authenticated;
select is((select c.votes from counted as c), '1001:2', 'Alto has both');
do $$ begin perform tests.login_as(tests.user('ada'), 'curator'); end; $$;

update api.shows
set artist_id = 1002
where id = 4001;
select is((select c.votes from counted as c), '1002:2', 'they go with their show');
update api.setlists
set show_id = 4002, kind = 'played'
where id = 5001;
select is((select c.votes from counted as c), '1001:2', 'with their setlist');
update api.setlist_songs
set setlist_id = 5003, place = 9
where id = 6001;
select is((select c.votes from counted as c), '1002:2', 'and with their song');
update api.setlist_songs
set place = 8
where id = 6001;
select is((select c.votes from counted as c), '1002:2', 'another place moves nothing');

select * from finish();
rollback;
