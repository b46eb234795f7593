-- Proves triggers/core/webhook_endpoints.sql.j2.
begin;
select plan(3);

-- Given: an endpoint of long ago.
create temporary table t_endpoint as
select tests.make_webhook('ada') as id;
alter table core.webhook_endpoints disable trigger t10_touch;
update core.webhook_endpoints set updated_at = '2000-01-01'
where true;
alter table core.webhook_endpoints enable trigger t10_touch;

select set_eq(
    $$ select t.tgname::text, t.tgfoid::regproc::text
       from pg_catalog.pg_trigger as t
       where t.tgrelid = 'core.webhook_endpoints'::regclass and not t.tgisinternal $$,
    $$ values
        ('t10_note_owner', 'core.tg_webhook_endpoints__note_owner'),
        ('t10_touch', 'core.tg__touch') $$,
    'webhook_endpoints has exactly these triggers'
);
update core.webhook_endpoints set description = description
where true;
select is(
    (select updated_at from core.webhook_endpoints), '2000-01-01'::timestamptz,
    'an update that changes nothing leaves the time'
);
update core.webhook_endpoints set description = 'x'
where true;
select is(
    (select updated_at from core.webhook_endpoints), core.now(),
    'a change of an endpoint sets the time'
);

select * from finish();
rollback;
