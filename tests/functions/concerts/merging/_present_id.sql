-- Proves functions/concerts/merging/_present_id.sql.
begin;
select plan(2);

-- Given: the double tour.
select tests.double_tour();

do $$ begin perform concerts._merge_records('venue', 2001, '{2002}', null); end; $$;
select is(concerts._present_id('venue', 2002), 2001::bigint, 'a redirect');
select is(concerts._present_id('artist', 2002), 2002::bigint, 'the id itself');

select * from finish();
rollback;
