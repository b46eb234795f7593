-- Proves functions/concerts/feeds/_is_news.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._is_news(x) from unnest(array['{"shows_moved": 1}',
        '{"pages": 1, "shows_updated": 0}', '{}']::jsonb[]) as x $$,
    'values (true), (false), (false)', 'a change of a record'
);

select * from finish();
rollback;
