-- Proves policies/concerts/redirects.sql.j2.
begin;
select plan(5);

-- Given: a merge.
select tests.double_tour();
do $$ begin perform concerts._merge_records('artist', 1001, '{1003}', null); end; $$;

select * from tests.is_read_by(
    'concerts.redirects', 'anon, authenticated, service_role, app_reader'
);

select * from finish();
rollback;
