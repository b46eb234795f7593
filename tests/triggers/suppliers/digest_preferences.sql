-- Proves triggers/suppliers/digest_preferences.sql.j2.
begin;
select plan(2);

insert into suppliers.digest_preferences (
    user_id, is_enabled, hour, timezone, updated_at
)
values (tests.user('ada'), true, 7, 'UTC', '2026-01-01');
select tests.set_clock('2026-02-01 00:00+00');
update suppliers.digest_preferences set hour = 8
where user_id = tests.user('ada');
select is(
    (select p.updated_at from suppliers.digest_preferences as p),
    '2026-02-01 00:00+00'::timestamptz, 'a change sets updated_at'
);
select triggers_are(
    'suppliers', 'digest_preferences', array['t10_touch'],
    'digest_preferences has exactly this trigger'
);

select * from finish();
rollback;
