-- Proves policies/master/places.sql.j2.
-- Needs: filters.
begin;
select plan(5);

-- Given: the small shop.
select tests.small_shop();

select * from tests.is_read_by(
    'master.places', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
