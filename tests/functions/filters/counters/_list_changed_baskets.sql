-- Proves functions/filters/counters/_list_changed_baskets.sql.
begin;
select plan(3);

-- Given: the small shop, counted.
select tests.small_shop();
create function pg_temp.changed()
    returns text
    language sql
as $$
    select string_agg(concat(b.basket_key, ' ', c.lines), ', ' order by b.basket_key)
    from filters._list_changed_baskets() as c
    inner join filters.baskets as b on c.basket_id = b.id
$$;

select is(pg_temp.changed(), null, 'none after a fold');
select tests.sell('b1', 'fizz', null, 100);
select tests.sell('b1', 'fizz', null, 100);
delete from filters.transactions as t
using filters.baskets as b
where t.basket_id = b.id and b.basket_key = 'b4';
update filters.transactions as t
set price_minor = 1
from filters.baskets as b
where t.basket_id = b.id and b.basket_key = 'b2';
select is(pg_temp.changed(), 'b1 2, b4 -1', 'more and fewer lines, not other prices');
do $$ begin perform filters.fold_lines(100); end $$;
select is(pg_temp.changed(), null, 'folded');

select * from finish();
rollback;
