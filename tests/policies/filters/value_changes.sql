-- Proves policies/filters/value_changes.sql.j2.
begin;
select plan(5);

-- Given: the small shop, and one more line that is folded, but not in an event yet.
select tests.small_shop();
select tests.sell('b1', 'fizz', 'food/drinks', 1);
do $$ begin perform filters._fold_all(); end $$;

select * from tests.is_read_by('filters.value_changes', 'service_role, app_reader');

select * from finish();
rollback;
