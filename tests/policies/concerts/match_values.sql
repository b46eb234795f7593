-- Proves policies/concerts/match_values.sql.j2.
begin;
select plan(5);

-- Given: records that were read.
select tests.double_tour();
do $$ begin perform concerts._refresh_matches('artist'); end; $$;

select * from tests.is_read_by('concerts.match_values', 'service_role, app_reader');

select * from finish();
rollback;
