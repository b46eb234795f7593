-- Proves functions/filters/shape/switch_lines.sql.
begin;
select plan(14);

-- Given: the shop with registered dimensions, a key, and a view, an index, a trigger
-- and a column of an installation.
select tests.registered_shop();
update filters.transactions set line_key = 'bag'
where price_minor = 0;
alter table filters.transactions add column till text default 't1';
create view public.t_cheap with (security_invoker = true) as
select
id,
till
from filters.transactions
where price_minor < 100;
create index t_product_idx on filters.transactions (product_key);
create function public.t_tg() returns trigger language plpgsql as $$
begin
    return new;
end;
$$;
create trigger t10_mine before update on filters.transactions
for each row execute function public.t_tg();
select is(
    tests.refusal($$ select filters.switch_lines() $$) ->> 'key',
    'filters.reshape_refused', 'nothing is switched that is not compared'
);
create temporary table before as select t.* from filters.transactions as t;
create temporary table answers as select tests.filter_answers() as was;

select tests.reshape_lines('months');
select results_eq(
    'table filters.transactions order by id', 'table pg_temp.before order by id',
    'the lines are the same'
);
select is(
    tests.filter_answers(), (select was from pg_temp.answers), 'so are the answers'
);
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'no invariant is broken'
);
select set_eq(
    $$ select tgname::text from pg_trigger
       where tgrelid = 'filters.transactions'::regclass and not tgisinternal $$,
    array[
        't10_mine', 't60_keep_keys_insert', 't60_keep_keys_update',
        't60_keep_keys_delete', 't60_keep_keys_truncate', 't70_note_inserted',
        't70_note_updated', 't70_note_deleted', 't70_note_truncated',
        't70_count_insert', 't70_count_update', 't70_count_delete'
    ], 'it has the triggers of the lines, and those that keep keys'
);
select has_index('filters', 'transactions', 't_product_idx', 'and the added index');
select results_eq(
    'select till from public.t_cheap', array['t1', 't1'], 'a view reads it'
);
select is(
    (select reloptions from pg_class
where oid = 'public.t_cheap'::regclass),
    array['security_invoker=true'], 'with its options'
);
select results_eq(
    $$ select ahead, before_drop from core.partitioned_tables
       where table_name = 'filters.transactions' $$,
    $$ values (3, 'filters.refuse_drop') $$, 'its months are maintained'
);
select tests.sell('b1', 'fizz', null, 5);
select is(
    (select max(id) from filters.transactions),
    (select max(id) + 1 from pg_temp.before),
    'a new line has the next id'
);
select is(
    tests.filter_answers() #> array['{}', 'counts', 'product', 'thing'], '1',
    'lines that come later are counted'
);
select is_empty(
    $$ select c.relname from pg_class as c
       where c.relnamespace = 'filters'::regnamespace
       and c.relname ~ '(^|_)(new|old)_' $$,
    'no name is left over'
);

select tests.reshape_lines('plain');
select is_empty(
    $$ select i.name from core.invariants as i
       where i.module = 'filters' and (core.run_invariant(i.name)).violations > 0 $$,
    'back in one table no invariant is broken'
);
select is_empty(
    $$ select table_name from core.partitioned_tables
       where table_name = 'filters.transactions' union all
       select line_key from filters.line_keys $$,
    'nothing is left of the months'
);

select * from finish();
rollback;
