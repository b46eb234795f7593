-- Proves functions/commerce/sync/_read_sync_changes.sql.
begin;
select plan(12);

-- Given: noon.
select tests.set_clock('2026-06-01T12:00:00Z');

select is(
    commerce._read_sync_changes(tests.pms_change(
        'product', 'A', 2, '{"title": "T"}', 1
    )),
    '[{"entity": "product", "external_id": "A", "fields": {"title": {"pms": {
        "value": "T", "version": 2, "at": "2026-01-01T00:00:00.000000Z", "seen": 1
    }}}}]', 'a change becomes states of the PMS'
);
select is(
    commerce._read_sync_changes(tests.pms_change(
        'product', 'A', 2, '{"title": "T"}', p_at => '2026-06-01T13:00:00Z'
    )) #>> '{0,fields,title,pms,at}',
    '2026-06-01T12:00:00.000000Z', 'a clock that runs ahead is corrected'
);
select throws_ok(
    format('select commerce._read_sync_changes(%L)', t.changes), 'PT422',
    'commerce.invalid_changes', t.words
)
from (
    values
    (tests.pms_change('page', 'A', 1, '{"title": "T"}'), 'an unknown entity'),
    (tests.pms_change('product', 'A B', 1, '{"title": "T"}'), 'a key with a space'),
    (tests.pms_change('inventory', 'A', 1, '{"on_hand": 1}'), 'stock without a place'),
    (tests.pms_change('product', 'A', 0, '{"title": "T"}'), 'version 0'),
    (tests.pms_change('product', 'A', null, '{"title": "T"}'), 'no version'),
    (tests.pms_change('product', 'A', 1, '{"title": "T"}', -1), 'seen below 0'),
    (tests.pms_change('product', 'A', 1, '{"title": "T"}', p_at => null), 'no time'),
    (tests.pms_change('product', 'A', 1, '[]'), 'fields that are no object'),
    (tests.pms_change('product', 'A', 1, '{}'), 'no fields'),
    (tests.pms_change('product', 'A', 1, '{"title": 1}'), 'a value of another kind')
) as t (changes, words);

select * from finish();
rollback;
