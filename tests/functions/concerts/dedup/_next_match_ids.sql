-- Proves functions/concerts/dedup/_next_match_ids.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

do $$ begin perform concerts._refresh_matches('artist'); end; $$;
select is(concerts._next_match_ids('artist', 1002, 5), '{1002,1003}'::bigint[], 'ids');
select is(concerts._next_match_ids('artist', 1004, 5), '{}'::bigint[], 'none');

select * from finish();
rollback;
