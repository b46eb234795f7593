-- Proves policies/filters/line_changes.sql.j2.
begin;
select plan(5);

-- Given: the small shop, and one line more.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);

select * from tests.is_read_by(
    'filters.line_changes', 'authenticated, service_role, app_reader'
);

select * from finish();
rollback;
