-- Proves sql/seeds/concerts/merge_rules.sql.j2.
begin;
select plan(2);

select is_empty(
    $$ select r.table_name, c.name
       from concerts.merge_rules as r
       cross join unnest(r.columns || r.latest_column) as c (name)
       where c.name !~ '[(]' and not exists (
           select from pg_attribute as a
           where a.attrelid = r.table_name::regclass and a.attname = c.name
       ) and c.name is not null $$,
    'each column is there'
);
select is(
    (
        select r.rule from concerts.merge_rules as r
        where r.table_name = 'concerts.vote_counts'
    ),
    'sum', 'counters are added'
);

select * from finish();
rollback;
