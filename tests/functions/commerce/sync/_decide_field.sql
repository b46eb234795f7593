-- Proves functions/commerce/sync/_decide_field.sql.
begin;
select plan(18);

-- Given: sides as value, version, at, seen.
create function pg_temp.state(
    p_value text, p_version bigint, p_at text, p_seen bigint
) returns jsonb
language sql as $$
    select jsonb_build_object(
        'value', p_value, 'version', p_version, 'at', p_at, 'seen', p_seen
    )
$$;

select results_eq(
    format(
        $$ select winner, value #>> '{}', shown #>> '{}', reason
           from commerce._decide_field(%L, %L) $$,
        jsonb_strip_nulls(jsonb_build_object('pms', t.pms, 'us', t.us)), t.policy
    ),
    format(
        'values (%L::text, %L::text, %L::text, %L)', t.winner, t.value, t.shown,
        t.reason
    ),
    t.words
)
from (
    values
    (
        pg_temp.state('A', 1, '1', 0), null, 'ask', 'pms', 'A', 'A', 'only',
        'the only side stands'
    ),
    (
        null, pg_temp.state('B', 1, '1', 0), 'ask', 'us', 'B', 'B', 'only',
        'also if it is ours'
    ),
    (
        pg_temp.state('A', 2, '9', 0), pg_temp.state('B', 1, '1', 2), 'pms_wins', 'us',
        'B', 'B', 'later', 'who has seen the other side supersedes it'
    ),
    (
        pg_temp.state('A', 2, '1', 1), pg_temp.state('B', 1, '9', 1), 'we_win', 'pms',
        'A', 'A', 'later', 'also if the PMS has'
    ),
    (
        pg_temp.state('A', 2, '1', 0), pg_temp.state('A', 1, '9', 1), 'ask', 'pms', 'A',
        'A', 'equal', 'equal values are no conflict'
    ),
    (
        pg_temp.state('A', 2, '1', 0), pg_temp.state('B', 1, '9', 1), 'pms_wins', 'pms',
        'A', 'A', 'concurrent', 'pms_wins'
    ),
    (
        pg_temp.state('A', 2, '9', 0), pg_temp.state('B', 1, '1', 1), 'we_win', 'us',
        'B',
        'B', 'concurrent', 'we_win'
    ),
    (
        pg_temp.state('A', 2, '8', 0), pg_temp.state('B', 1, '9', 1), 'newest', 'us',
        'B',
        'B', 'concurrent', 'newest: ours is later'
    ),
    (
        pg_temp.state('A', 2, '9', 0), pg_temp.state('B', 1, '8', 1), 'newest', 'pms',
        'A', 'A', 'concurrent', 'newest: theirs is later'
    ),
    (
        pg_temp.state('A', 2, '9', 0), pg_temp.state('B', 1, '9', 1), 'newest', 'us',
        'B',
        'B', 'concurrent', 'newest: the greater value of two at one time'
    ),
    (
        pg_temp.state('A', 2, '9', 0), pg_temp.state('B', 1, '8', 1), 'ask', null, null,
        'A', 'concurrent', 'ask: none stands, and the PMS shows its own'
    ),
    (
        pg_temp.state('A', 2, '9', 1) || '{"is_contradicted": true}',
        pg_temp.state('B', 1, '8', 1), 'pms_wins', null, null, 'A', 'contradiction',
        'a contradiction is asked for, whatever the policy'
    ),
    (
        pg_temp.state('A', 2, '9', 0) || '{"is_contradicted": true}', null, 'pms_wins',
        null, null, 'A', 'contradiction', 'also without our side'
    ),
    (
        pg_temp.state('A', 2, '9', 0) || '{"is_contradicted": true}',
        pg_temp.state('B', 1, '8', 2), 'pms_wins', 'us', 'B', 'B', 'later',
        'a write that has seen it ends it'
    ),
    (
        pg_temp.state('A', 2, '9', 3), pg_temp.state('B', 1, '8', 4), 'pms_wins', 'pms',
        'A', 'A', 'concurrent',
        'sides that claim to have seen each other are concurrent'
    )
) as t (pms, us, policy, winner, value, shown, reason, words);

select volatility_is(
    'commerce', '_decide_field', array['jsonb', 'text'], 'immutable',
    'it depends on nothing else'
);
select is(
    (select d.winner from commerce._decide_field(
        jsonb_build_object('pms', pg_temp.state(null, 1, '1', 0)), 'ask'
    ) as d),
    'pms', 'null is a value'
);
select is(
    (select d.value from commerce._decide_field(
        jsonb_build_object('pms', pg_temp.state(null, 1, '1', 0)), 'ask'
    ) as d),
    'null'::jsonb, 'and stands'
);

select * from finish();
rollback;
