-- Proves sql/seeds/concerts/match_fields.sql.j2.
begin;
select plan(2);

select is_empty(
    $$ select f.entity, f.field
       from concerts.match_fields as f
       inner join concerts.match_sources as s on f.entity = s.entity
       where not exists (
           select from pg_attribute as a
           where a.attrelid = s.view_name::regclass and a.attname = f.field
       ) $$,
    'each field is a column of its view'
);
select is_empty(
    $$ select s.entity from concerts.match_sources as s
       where not exists (
           select from concerts.match_fields as f where f.entity = s.entity and f.is_key
       ) $$,
    'each entity has a key'
);

select * from finish();
rollback;
