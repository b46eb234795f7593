-- Proves functions/filters/fold/fold_lines.sql.
begin;
select plan(24);

-- Given: the small shop.
select tests.small_shop();

select is(filters.fold_lines(), 0::bigint, 'a load leaves nothing to fold');

create function pg_temp.fold_by_ones()
    returns bigint
    language plpgsql
as $$
declare
    v_folded bigint;
    v_all bigint := 0;
begin
    loop
        v_folded := filters.fold_lines(1);
        exit when v_folded = 0;
        v_all := v_all + v_folded;
    end loop;
    return v_all;
end;
$$;

-- Change something, ask; fold basket by basket, ask again.
create function pg_temp.prove(p_changes text, p_what text)
    returns setof text
    language plpgsql
as $$
begin
    execute p_changes;
    return next is(
        tests.filter_answers(), tests.naive_answers(), p_what || ': counted at once'
    );
    perform pg_temp.fold_by_ones();
    return next is(
        tests.filter_answers(), tests.naive_answers(), p_what || ': folded, the same'
    );
    return next is_empty(
        $q$ select i.name from core.invariants as i
            where
                i.module = 'filters'
                and (core.run_invariant(i.name)).violations > 0 $q$,
        p_what || ': no invariant is broken'
    );
end;
$$;

select t.line
from (
    values
    (
        1, 'lines of old and new baskets come',
        $$ select
            tests.sell('b1', 'crisp', 'food/drinks', 5000),
            tests.sell('b2', null, null, -900),
            tests.sell('b5', 'fizz', 'food/snacks', 20, 's1'),
            tests.sell('b6', 'crisp', 'food/snacks', 20, 's3') $$
    ),
    (
        2, 'the dearest and the cheapest line go',
        $$ delete from filters.transactions where price_minor in (5000, -900) $$
    ),
    (
        3, 'lines change brand, price and category',
        $$ update filters.transactions
           set
               brand_id = (select max(id) from master.brands),
               category_id = null,
               price_minor = price_minor + 7
           where price_minor <= 150 $$
    ),
    (
        4, 'lines move to a basket of another store',
        $$ update filters.transactions as t
           set basket_id = b.id, store_id = b.store_id
           from filters.baskets as b
           where
               b.basket_key = 'b3'
               and t.basket_id in (
                   select o.id from filters.baskets as o
                   where o.basket_key in ('b1', 'b6')
               ) $$
    ),
    (
        5, 'a store loses all of its lines',
        $$ delete from filters.transactions as t
           using filters.stores as s
           where t.store_id = s.id and s.store_key = 's3' $$
    ),
    (
        6, 'every line goes',
        $$ delete from filters.transactions where true $$
    ),
    (
        7, 'lines come to baskets that were emptied',
        $$ select
            tests.sell('b4', 'fizz', 'food/drinks', 999),
            tests.sell('b1', 'fizz', 'food/drinks', 1) $$
    )
) as c (place, what, changes)
cross join lateral pg_temp.prove(c.changes, c.what) as t (line)
order by c.place;

-- Given: two lines in one basket, one in another.
select tests.sell('b1', 'fizz', null, 1);
select tests.sell('b1', 'fizz', null, 2);
select tests.sell('b2', 'fizz', null, 3);
create temporary table versions as
select filters._version_of('brand') as was;

select is(
    pg_temp.fold_by_ones(), 3::bigint,
    'a fold takes all changes of a basket, and says how many it took'
);
select is(
    filters._version_of('brand'), (select was from versions),
    'versions are the same before and after'
);

select * from finish();
rollback;
