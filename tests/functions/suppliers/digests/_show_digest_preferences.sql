-- Proves functions/suppliers/digests/_show_digest_preferences.sql.
begin;
select plan(2);

insert into suppliers.digest_preferences (
    user_id, is_enabled, hour, timezone, updated_at
)
values (tests.user('ada'), false, 0, 'Asia/Tokyo', now());
select is(
    suppliers._show_digest_preferences(tests.user('ada')),
    '{"is_enabled": false, "hour": 0, "timezone": "Asia/Tokyo",
      "is_default": false}'::jsonb,
    'what a user has set'
);
select is(
    suppliers._show_digest_preferences(tests.user('bob')),
    '{"is_enabled": true, "hour": 7, "timezone": "UTC", "is_default": true}'::jsonb,
    'else the defaults'
);

select * from finish();
rollback;
