-- Proves functions/commerce/sync/sync_digest.sql.
begin;
select plan(5);

-- Given: three records of the PMS.
do $$ begin
    perform commerce.push_pms_changes(
        tests.pms_change('product', 'a', 1, '{"title": "Tasse \"à\" café\n"}')
        || tests.pms_change('product', 'a', 1, '{"deleted": true, "category": null}')
        || tests.pms_change('product', 'B', 1, '{"price_minor": 5, "deleted": true}')
        || tests.pms_change('order', 'a', 1, '{"status": "paid"}')
    );
end; $$;

select is(
    commerce.sync_digest('pms', 'product', null, null) ->> 'sha256',
    encode(sha256(convert_to(
        '{"B":{"deleted":true,"price_minor":5},'
        || '"a":{"deleted":true,"title":"Tasse \"à\" café\n"}}', 'UTF8'
    )), 'hex'),
    'the digest is that of canonical JSON, keys in the order of their bytes'
);
select is(
    commerce.sync_digest('pms', 'product', null, null) -> 'count', '2', 'with a count'
);
select is(
    commerce.sync_digest('pms', 'product', 'B', 'a'),
    commerce.sync_digest('pms', 'product', 'B', null), 'the range excludes its start'
);
select is(
    commerce.sync_digest('pms', 'product', null, 'B') -> 'count', '1',
    'and includes its end'
);
select is(
    commerce.sync_digest('pms', 'product', 'a', null),
    jsonb_build_object('count', 0, 'sha256', encode(sha256('{}'), 'hex')),
    'an empty range has the digest of {}'
);

select * from finish();
rollback;
