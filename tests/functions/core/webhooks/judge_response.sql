-- Proves functions/core/webhooks/judge_response.sql.
begin;
select plan(1);

select results_eq(
    $$ select j.outcome, j.retry_after
       from (
           values
           (1, 200, null, null), (2, 404, null, '5'), (3, 410, null, null),
           (4, null, 'refused: not public', null), (5, 429, null, '5'),
           (6, 503, null, 'soon'), (7, 500, null, '5'), (8, 409, null, null),
           (9, null, 'timeout', null), (10, 302, null, null), (11, 200, 'short', null)
       ) as r (place, status_code, error, retry_after)
       cross join lateral core.judge_response(
           r.status_code, r.error, r.retry_after
       ) as j
       order by r.place $$,
    $$ values
        ('delivered', null::interval), ('refused', null), ('refused', null),
        ('refused', null), ('retry', interval '5 seconds'), ('retry', null),
        ('retry', null), ('retry', null), ('retry', null), ('retry', null),
        ('retry', null) $$,
    'only an answer ends an exchange, and only a receiver that is busy asks to wait'
);

select * from finish();
rollback;
