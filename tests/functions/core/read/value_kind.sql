-- Proves functions/core/read/value_kind.sql.
begin;
select plan(3);

create domain pg_temp.amount as numeric check (value > 0);
create domain pg_temp.small_amount as pg_temp.amount;

select results_eq(
    $$ select core.value_kind(t::regtype)
       from unnest('{bigint,numeric,real,boolean,date,timetz,timestamp,timestamptz}'::text[])
           as t $$,
    $$ values
        ('number'), ('number'), ('float'), ('boolean'), ('date'), ('time'),
        ('timestamp'), ('timestamp') $$,
    'a type is read by the rule of its kind'
);
select is(
    core.value_kind('pg_temp.small_amount'::regtype), 'number',
    'a domain as what it is a domain of'
);
select is(core.value_kind('jsonb'::regtype), null, 'others take what their type takes');

select * from finish();
rollback;
