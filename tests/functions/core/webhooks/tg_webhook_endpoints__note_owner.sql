-- Proves functions/core/webhooks/tg_webhook_endpoints__note_owner.sql.
begin;
select plan(3);

do $$ begin perform tests.make_webhook('ada'); end; $$;
select ok(
    (select e.is_owner_listed from core.webhook_endpoints as e),
    'an owner in auth.users is noted'
);
delete from auth.users
where true;
update core.webhook_endpoints set description = 'x'
where true;
select ok(
    (select e.is_owner_listed from core.webhook_endpoints as e),
    'and stays noted when the row is gone'
);
update core.webhook_endpoints set owner_id = md5('eve')::uuid, is_owner_listed = false
where true;
select ok(
    not (select e.is_owner_listed from core.webhook_endpoints as e),
    'an owner without a row is not'
);

select * from finish();
rollback;
