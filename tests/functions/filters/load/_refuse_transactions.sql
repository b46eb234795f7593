-- Proves functions/filters/load/_refuse_transactions.sql.
begin;
select plan(3);

-- Given: the small shop, and a batch.
select tests.small_shop();
alter table pg_temp.small_shop add column _line bigint generated always as identity;
create temporary table staged (_line bigint, basket text, store text);

select is_empty(
    $$ select * from filters._refuse_transactions('pg_temp.small_shop') $$,
    'baskets that are loaded already may get more lines of their store'
);
insert into staged
values
(1, 'new', 'a'), (2, 'new', 'b'), (3, E'new\u00a0', 'a '), (4, 'b1', 'elsewhere'),
(5, null, 'a'), (6, '', 'b');
select results_eq(
    $$ select line, reason from filters._refuse_transactions('pg_temp.staged')
       order by line $$,
    $$ select
           n.line,
           format('basket %s lies in store %s: a basket has one store', n.basket, n.store)
       from (
           values
           (2::bigint, 'new', 'a'),
           (4, 'b1', (
               select s.store_key from filters.baskets as b
               inner join filters.stores as s on b.store_id = s.id
               where b.basket_key = 'b1'
           ))
       ) as n (line, basket, store) $$,
    'a basket lies in the store of its first line'
);
delete from staged
where _line in (2, 4);
select is_empty(
    $$ select * from filters._refuse_transactions('pg_temp.staged') $$,
    'keys are compared in normal form, and missing ones are not judged here'
);

select * from finish();
rollback;
