-- Proves functions/filters/masters/_upsert_master.sql.
begin;
select plan(3);

-- Given: the counted shop.
select tests.counted_shop();

do $$ begin perform filters._upsert_master('colour', '{red,new}'); end $$;
select results_eq(
    $$ select code, name from t_shop.colours order by 1 $$,
    $$ values ('blue', 'blue'), ('new', 'new'), ('red', 'A red') $$,
    'what is there stays as it is'
);
-- Given: a rule of the master table.
alter table t_shop.colours add check (code <> 'bad');
select lives_ok(
    $$ select filters._upsert_master('colour', '{bad}') $$,
    'a refused row does not stop the others'
);
select is(
    (
        select e.payload -> 'values' from core.events as e
        where e.type = 'filters.master.upserted'
        order by e.id desc
        limit 1
    ),
    '["new"]', 'the values are recorded'
);

select * from finish();
rollback;
