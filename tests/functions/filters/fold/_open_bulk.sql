-- Proves functions/filters/fold/_open_bulk.sql.
begin;
select plan(8);

-- Given: the small shop; more than 300 changes are many, ten may wait.
select tests.small_shop();
create or replace function filters._bulk_limit()
    returns bigint
    language sql
    immutable
as $$ select 300::bigint $$;
create or replace function filters._backlog_limit()
    returns bigint
    language sql
    immutable
as $$ select 10::bigint $$;

select is(filters._open_bulk(1), null, 'a line is no bulk write');
select is(filters._open_bulk(298), null, 'nor are as many as the limit');
select is_empty($$ select * from filters.bulk_writes $$, 'nothing is to be folded');

create temporary table opened as select filters._open_bulk(2) as id;
select results_eq(
    $$ select id from pg_temp.opened $$, $$ select id from filters.bulk_writes $$,
    'what many statements change is one bulk write'
);
select results_eq(
    $$ select filters._open_bulk(1) $$, $$ select id from pg_temp.opened $$,
    'which goes on'
);
delete from filters.bulk_writes
where id > 0;
select isnt(
    filters._open_bulk(1), (select id from opened),
    'after a fold in the same transaction there is another one'
);

-- Given: another transaction, in which ten changes of others wait.
delete from filters.bulk_writes
where id > 0;
select set_config('filters.changes_noted', '', true);
insert into filters.line_changes (store_id, basket_id, price_minor, lines)
select
    1 as store_id,
    n as basket_id,
    1 as price_minor,
    1 as lines
from generate_series(1, 10) as n;
select is(filters._open_bulk(100), null, 'its own changes are few');
select isnt_empty(
    $$ select * from filters.bulk_writes $$, 'but it folds what waits, which is much'
);

select * from finish();
rollback;
