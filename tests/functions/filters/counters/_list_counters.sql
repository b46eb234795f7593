-- Proves functions/filters/counters/_list_counters.sql.
begin;
select plan(8);

-- Given: the counted shop.
select tests.counted_shop();

select results_eq(
    $$ select value collate "default", label collate "default", lines
       from filters._list_counters('colour', '{}') order by 1 $$,
    $$ values ('blue', 'blue', 1::bigint), ('red', 'A red', 2) $$,
    'labels are the master row''s'
);
select results_eq(
    $$ select value collate "default", lines
       from filters._list_counters('size', '{"colour": ["red"]}') order by 1 $$,
    $$ values ('M', 1::bigint), ('S', 1) $$, 'narrowed by the parent'
);
select results_eq(
    $$ select value collate "default", lines
       from filters._list_counters('colour', '{"size": ["M"]}') $$,
    $$ values ('red', 1::bigint) $$, 'narrowed by another'
);
update core.settings
set value = '1'
where name = 'filters.max_cost';
select is(
    tests.refusal(
        $$ select filters._list_counters('colour', '{"size": ["M"]}') $$
    ) - 'hint',
    format(
        '{"code": "PT422", "key": "filters.too_much_to_count",
          "detail": "Counting colour would cost %s; filters.max_cost is 1. No index serves size."}',
        round(filters._cost_of_counters('colour', '{"size": ["M"]}'))
    )::jsonb,
    'what would cost too much is refused, with the limit'
);
update filters.dimensions set roles = '{buyer}'
where name = 'colour';
select tests.login_as(tests.user('ada'));
select is(
    tests.refusal(
        $$ select filters._list_counters('size', '{"colour": ["red"]}') $$
    ) ->> 'key',
    'filters.unknown_dimension', 'who lacks the role learns nothing of it'
);

select is(
    tests.refusal(t.call) ->> 'key', 'core.invalid_argument', t.call || ' is refused'
)
from (
    values
    ($$ select filters._list_counters('colour', '[]') $$),
    ($$ select filters._list_counters('colour', null) $$),
    ($$ select filters._list_counters('colour', '{"size": "M"}') $$)
) as t (call);

select * from finish();
rollback;
