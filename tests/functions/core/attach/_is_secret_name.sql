-- Proves functions/core/attach/_is_secret_name.sql.
begin;
select plan(1);

select is_empty(
    $$ select t.name, t.is_secret
    from (
        values
        ('password', true), ('pwd', true), ('encrypted_data', true), ('api_key', true),
        ('ServiceKey', true), ('signing_keys', true), ('card_number', true), ('cvv', true),
        ('pin', true), ('pin_code', true), ('refresh_token', true), ('session_id', true),
        ('recovery_codes', true), ('mfa_factor', true), ('auth', true),
        ('id', false), ('title', false), ('sort_key', false), ('spinning', false),
        ('author', false), ('authored_at', false), ('keyboard', false), ('sessions', false),
        ('tangent', false), ('is_pinned', false)
    ) as t (name, is_secret)
    where core._is_secret_name(t.name) <> t.is_secret $$,
    'names of secrets are known, and others are not'
);

select * from finish();
rollback;
