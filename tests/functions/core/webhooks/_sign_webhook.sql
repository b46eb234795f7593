-- Proves functions/core/webhooks/_sign_webhook.sql.
begin;
select plan(3);

-- Given: the example of the Standard Webhooks specification.
select is(
    core._sign_webhook(
        'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}',
        '{whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw}'
    ),
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    'the signature is the one of the specification''s example'
);
select matches(
    core._sign_webhook(
        'm', 1, 'x',
        array[
            'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
            'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
        ]
    ),
    '^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$',
    'two live secrets give two signatures with a space between'
);
select is(
    core._sign_webhook('m', 1, 'x', '{}'), null,
    'without a secret there is no signature'
);

select * from finish();
rollback;
