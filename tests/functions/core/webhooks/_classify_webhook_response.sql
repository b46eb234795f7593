-- Proves functions/core/webhooks/_classify_webhook_response.sql.
begin;
select plan(29);

select is(
    core._classify_webhook_response(t.code, t.error), t.outcome,
    format('%s %s is %s', t.code, coalesce(t.error, ''), t.outcome)
)
from (
    values
    (200, null, 'delivered'), (201, null, 'delivered'), (204, null, 'delivered'),
    (299, null, 'delivered'),
    (301, null, 'failed'),
    (302, null, 'failed'),
    (307, null, 'failed'),
    (304, null, 'failed'),
    (400, null, 'refused'), (401, null, 'refused'), (403, null, 'refused'),
    (404, null, 'refused'), (413, null, 'refused'), (422, null, 'refused'),
    (408, null, 'unavailable'), (425, null, 'unavailable'),
    (409, null, 'failed'), (423, null, 'failed'),
    (410, null, 'gone'),
    (429, null, 'throttled'), (503, null, 'throttled'),
    (500, null, 'unavailable'), (502, null, 'unavailable'), (599, null, 'unavailable'),
    (101, null, 'failed'),
    (null, 'ConnectError: no', 'unavailable'), (200, 'timeout: slow', 'unavailable'),
    (null, null, 'unavailable'), (null, 'refused: 127.0.0.1', 'refused')
) as t (code, error, outcome);

select * from finish();
rollback;
