-- Proves policies/core/erasures.sql.j2.
begin;
select plan(5);

-- Given: an erasure.
do $$
begin
    perform core.erase_person('user', tests.user('ada')::text, 'Asked.');
end;
$$;

select * from tests.is_read_by('core.erasures', 'service_role, app_reader');

select * from finish();
rollback;
