-- Proves triggers/filters/baskets.sql.
begin;
select plan(5);

-- Given: the small shop; b2 has no line any more.
select tests.small_shop();
delete from filters.transactions as t
using filters.baskets as b
where t.basket_id = b.id and b.basket_key = 'b2';

select triggers_are(
    'filters', 'baskets', array['t20_refuse_change'],
    'baskets has exactly this trigger'
);
select is(
    tests.refusal($$ delete from filters.baskets where basket_key = 'b2' $$) ->> 'key',
    'core.append_only',
    'a basket stays, with or without lines'
);
select is(
    tests.refusal(
        $$ update filters.baskets
           set store_id = (select id from filters.stores where store_key = 's2')
           where basket_key = 'b2' $$
    ) ->> 'key',
    'core.append_only',
    'and in its store'
);
select lives_ok(
    $$ update filters.baskets set basket_key = 'b2x' where basket_key = 'b2' $$,
    'it may be called something else'
);
do $$ begin perform filters._fold_all(); end $$;
select is(
    tests.filter_answers(), tests.naive_answers(), 'so every change finds its bit'
);

select * from finish();
rollback;
