-- Proves sql/seeds/concerts/merge_entities.sql.j2.
begin;
select plan(2);

select set_eq(
    'select e.entity from concerts.merge_entities as e where e.is_mergeable',
    $$ values ('artist'), ('venue'), ('show'), ('song') $$, 'what callers merge'
);
select is_empty(
    $$ select e.entity from concerts.merge_entities as e
       where to_regclass(e.table_name) is null
       or concerts._key_columns(e.table_name::regclass) <> '{id}' $$,
    'each is a table with a key of one id'
);

select * from finish();
rollback;
