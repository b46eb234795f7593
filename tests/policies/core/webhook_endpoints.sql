-- Proves policies/core/webhook_endpoints.sql.j2.
begin;
select plan(5);

-- Given: ada and eve have an endpoint each, with a delivery and an attempt.
select tests.make_delivery(tests.make_webhook(t.name), 1)::text
from (values ('ada'), ('eve')) as t (name);
select count(*)::text from core.claim_webhooks(gen_random_uuid(), 10);

select * from tests.is_owned_by(
    'core.webhook_endpoints', 'owner_id', tests.user('ada')
);

select * from finish();
rollback;
