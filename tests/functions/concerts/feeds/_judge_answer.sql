-- Proves functions/concerts/feeds/_judge_answer.sql.
begin;
select plan(1);

select results_eq(
    $$ select concerts._judge_answer(f, r::jsonb, s, p::jsonb) from (values
        ('spotify', '{"query": {}}', 304, '{}'), ('spotify', '{"query": {}}', 304,
            null), ('spotify', '{"query": {}}', 404, null),
        ('ticketmaster', '{"query": {}}', 404, null), ('spotify',
            '{"query": {"ids": "a"}}', 403, null),
        ('spotify', '{"query": {}}', 403, null), ('spotify', '{"query": {}}', 200,
            null), ('spotify', '{"query": {}}', 200, '{}')
    ) as v (f, r, s, p) $$,
    $$ values ('not_modified'), ('http_304'), ('passed_over'), ('http_404'),
        ('passed_over'), ('http_403'), ('unreadable'), ('merged') $$,
    'what a status means to a feed'
);

select * from finish();
rollback;
