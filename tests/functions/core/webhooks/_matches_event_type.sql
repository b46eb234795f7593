-- Proves functions/core/webhooks/_matches_event_type.sql.
begin;
select plan(12);

select is(
    core._matches_event_type(t.patterns::text[], 'commerce.order.paid'), t.answer,
    format('%s: %s', t.patterns, t.answer)
)
from (
    values
    ('{*}', true),
    ('{commerce.*}', true),
    ('{commerce.order.*}', true),
    ('{commerce.order.paid}', true),
    ('{reading.*,commerce.order.paid}', true),
    ('{}', false),
    ('{commerce}', false),
    ('{commerce.order}', false),
    ('{commerce.ord.*}', false),
    ('{commerce.order.paid.*}', false),
    ('{commerce_order.*}', false),
    ('{%}', false)
) as t (patterns, answer);

select * from finish();
rollback;
