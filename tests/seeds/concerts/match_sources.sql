-- Proves sql/seeds/concerts/match_sources.sql.j2.
begin;
select plan(1);

select is_empty(
    $$ select s.entity from concerts.match_sources as s
       where to_regclass(s.view_name) is null or not exists (
           select from concerts.merge_entities as e
           where e.entity = s.entity and e.is_mergeable
       ) $$,
    'what is compared can be merged'
);

select * from finish();
rollback;
